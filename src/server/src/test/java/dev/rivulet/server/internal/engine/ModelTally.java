/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

/** What the clients of a model have seen. */
final class ModelTally {

    int operations;
    int connections;
    int restarts;
    long begun;
    long ended;
    long forgotten;
    long events;
    long ends;
    long nothingFollows;
    long notFound;
    long lifetimes;
    long gaps;
    long skips;
    long lostWithGap;
    long duplicates;
    long lostWithoutGap;
    long holesWithoutGap;
    long gapsWithoutReason;
    long idsThatDoNotRise;
    long endsLost;
    long streamsThatDoNotEnd;
    long wrongAnswers;

    void add(ModelTally other) {
        operations += other.operations;
        connections += other.connections;
        restarts += other.restarts;
        begun += other.begun;
        ended += other.ended;
        forgotten += other.forgotten;
        events += other.events;
        ends += other.ends;
        nothingFollows += other.nothingFollows;
        notFound += other.notFound;
        lifetimes += other.lifetimes;
        gaps += other.gaps;
        skips += other.skips;
        lostWithGap += other.lostWithGap;
        duplicates += other.duplicates;
        lostWithoutGap += other.lostWithoutGap;
        holesWithoutGap += other.holesWithoutGap;
        gapsWithoutReason += other.gapsWithoutReason;
        idsThatDoNotRise += other.idsThatDoNotRise;
        endsLost += other.endsLost;
        streamsThatDoNotEnd += other.streamsThatDoNotEnd;
        wrongAnswers += other.wrongAnswers;
    }

    /** What must not be. */
    long violations() {
        return duplicates
                + lostWithoutGap
                + holesWithoutGap
                + gapsWithoutReason
                + idsThatDoNotRise
                + endsLost
                + streamsThatDoNotEnd
                + wrongAnswers;
    }

    @Override
    public String toString() {
        return operations + " operations, " + connections + " connections, " + restarts + " restarts, " + begun
                + " channels begun, " + ended + " ended, " + forgotten + " forgotten, " + events + " events received, "
                + ends + " ends, " + nothingFollows + " clients told that nothing follows, " + notFound
                + " that there is no such channel, " + lifetimes + " streams over their lifetime, " + gaps
                + " gaps told, "
                + skips + " of them on a stream that went on, " + lostWithGap + " events lost with a gap; "
                + lostWithoutGap + " events lost without a gap, " + holesWithoutGap
                + " connections resumed past a hole without a gap, " + duplicates + " duplicates, " + gapsWithoutReason
                + " gaps without a reason, " + idsThatDoNotRise + " ids that do not rise, " + endsLost + " ends lost, "
                + streamsThatDoNotEnd + " streams that do not end, " + wrongAnswers + " wrong answers";
    }
}
