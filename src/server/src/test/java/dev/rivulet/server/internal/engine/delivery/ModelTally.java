/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

/** What the clients of a model have seen. */
final class ModelTally {

    int operations;
    int connections;
    int restarts;
    long events;
    long gaps;
    long skips;
    long lostWithGap;
    long duplicates;
    long lostWithoutGap;
    long holesWithoutGap;
    long gapsWithoutReason;

    void add(ModelTally other) {
        operations += other.operations;
        connections += other.connections;
        restarts += other.restarts;
        events += other.events;
        gaps += other.gaps;
        skips += other.skips;
        lostWithGap += other.lostWithGap;
        duplicates += other.duplicates;
        lostWithoutGap += other.lostWithoutGap;
        holesWithoutGap += other.holesWithoutGap;
        gapsWithoutReason += other.gapsWithoutReason;
    }

    @Override
    public String toString() {
        return operations + " operations, " + connections + " connections, " + restarts + " restarts, " + events
                + " events received, " + gaps + " gaps told, " + skips + " of them on a stream that went on, "
                + lostWithGap + " events lost with a gap; "
                + lostWithoutGap
                + " events lost without a gap, " + holesWithoutGap + " connections resumed past a hole without a gap, "
                + duplicates + " duplicates, " + gapsWithoutReason + " gaps without a reason";
    }
}
