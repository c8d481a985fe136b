/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.Position;
import dev.rivulet.server.internal.engine.delivery.FakeStream;
import dev.rivulet.server.internal.engine.log.From;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A client that keeps what the standard lets it keep, its last event id, and checks each event against what it must be: the
 * next one of its channel, unless a gap has been told; and each end.
 */
final class ModelClient {

    private final ModelNode node;
    private final Random random;
    private List<Integer> channels;
    private final ModelTally tally;
    private final Map<Integer, Integer> next = new HashMap<>(); // what it must get, as of its id
    private final Map<Integer, Integer> received = new HashMap<>(); // behind the last event that it has had
    private final Map<Integer, Integer> standing = new HashMap<>(); // what it would get, had it the opening's id
    private final Set<Integer> mayHaveLost = new HashSet<>(); // as of this connection
    private final Set<Integer> told = new HashSet<>(); // since the channel's last event
    private final Set<Integer> ended = new HashSet<>(); // of this connection's channels
    private final Map<Integer, Integer> beginnings = new HashMap<>(); // of these, when it connected
    private String lastEventId = "";
    private boolean ownId; // from a stream of its own, so that it knows what it has
    private int idOfIncarnation;
    private int connectedTo;
    private boolean hasId; // on this connection
    private long lastStamp; // on this connection
    private @Nullable FakeStream stream;
    private AtomicReference<@Nullable CloseReason> closed = new AtomicReference<>(); // this connection
    private String inFlight = "";

    ModelClient(ModelNode node, Random random, ModelTally tally) {
        this.node = node;
        this.random = random;
        this.channels = node.anyChannels();
        this.tally = tally;
    }

    boolean isConnected() {
        return stream != null;
    }

    /** Comes, or comes back; is told that nothing follows, or that there is no such channel, and then wants something else. */
    void connect() {
        if (!lastEventId.isEmpty() && isToldThatNothingFollows()) {
            tally.nothingFollows++;
            startAnew();
        } else if (!node.hasAll(channels)) {
            tally.notFound++;
            startAnew();
        } else {
            open();
        }
    }

    private boolean isToldThatNothingFollows() {
        boolean toldSo = node.saysNothingFollows(channels, lastEventId);
        if (toldSo != node.nothingFollows(channels, lastEventId)) {
            tally.wrongAnswers++;
        }
        for (int channel : channels) {
            boolean hasAll = !ownId
                    || next.getOrDefault(channel, Integer.MAX_VALUE)
                            >= node.channel(channel).published();
            if (toldSo && !hasAll && !told.contains(channel)) {
                tally.lostWithoutGap++;
            }
        }
        return toldSo;
    }

    private void startAnew() {
        adopt("");
        changeChannels();
    }

    private void open() {
        tally.connections++;
        node.make(channels);
        mayHaveLost.clear();
        standing.clear();
        ended.clear();
        hasId = false;
        lastStamp = -1;
        AtomicReference<@Nullable CloseReason> reason = new AtomicReference<>();
        closed = reason;
        From from = lastEventId.isEmpty() ? startSomewhere() : From.after(lastEventId);
        if (!lastEventId.isEmpty()) {
            channels.forEach(this::resume);
        }
        channels.forEach(
                channel -> beginnings.put(channel, node.channel(channel).beginnings()));
        connectedTo = node.incarnation();
        stream = node.subscribe(channels, from, reason::set);
        if (random.nextInt(4) > 0) { // or it opens later
            node.turn();
        }
    }

    private void resume(int channel) {
        // One id for all channels: where they started at different places, it gets more of the others than without the
        // cut.
        node.next(channel, lastEventId)
                .ifPresent(must -> next.computeIfPresent(channel, (key, had) -> Math.min(had, must)));
        if (!ownId || !next.containsKey(channel)) {
            Optional<Integer> must = node.next(channel, lastEventId);
            next.put(channel, must.orElse(0));
            if (must.isEmpty() || must.get() < node.oldestHeld(channel)) {
                mayHaveLost.add(channel);
            }
        } else if (idOfIncarnation != node.incarnation() || next.get(channel) < node.oldestHeld(channel)) {
            mayHaveLost.add(channel);
        }
        if (node.mayHaveForgotten(channel, lastEventId)) {
            mayHaveLost.add(channel);
        }
        if (node.nothingFollows(List.of(channel), lastEventId)) {
            ended.add(channel);
        }
    }

    /** With no id; what must come then. */
    private From startSomewhere() {
        int how = random.nextInt(6);
        int events = random.nextInt(30);
        for (int channel : channels) {
            ModelChannel truth = node.channel(channel);
            int held = Math.min(truth.published(), node.oldestHeld(channel));
            boolean fromFirst = how == 0 || (truth.finite && how > 2);
            if (fromFirst || how == 1) {
                int all = truth.published() + (truth.hasEnded() ? 1 : 0);
                int first = fromFirst ? held : Math.min(truth.published(), Math.max(held, all - events));
                standing.put(channel, first);
                if (truth.hasEnded() && !fromFirst && events == 0) {
                    ended.add(channel);
                }
                if (fromFirst && truth.finite && held > truth.publishedBefore()) {
                    mayHaveLost.add(channel);
                }
            } else {
                standing.put(channel, truth.published());
                if (truth.hasEnded()) {
                    ended.add(channel);
                }
            }
        }
        return switch (how) {
            case 0 -> From.first();
            case 1 -> From.rewind(events);
            case 2 -> From.now();
            default -> From.usual();
        };
    }

    /** Comes back for other channels with the same id. */
    void changeChannels() {
        channels = node.anyChannels();
        next.keySet().retainAll(channels);
        received.keySet().retainAll(channels);
        told.retainAll(channels);
    }

    /** Comes back with an id that it has from elsewhere. */
    void adopt(String id) {
        lastEventId = id;
        ownId = false;
        next.clear();
        received.clear();
        told.clear();
    }

    String lastEventId() {
        return lastEventId;
    }

    void block() {
        if (stream != null) {
            stream.block();
        }
    }

    void unblock() {
        if (stream != null) {
            stream.unblock();
            node.turn();
        }
    }

    /** Reads everything that has been sent; returns when the server has ended the stream. */
    void read() {
        if (stream != null) {
            inFlight += String.join("", stream.takeWrites());
            takeIn();
            if (stream.isClosed()) {
                if (closed.get() == CloseReason.COMPLETED && !hasBeenReplaced() && !ended.containsAll(channels)) {
                    tally.endsLost++;
                }
                tally.lifetimes += closed.get() == CloseReason.LIFETIME_ENDED ? 1 : 0;
                cut();
            }
        }
    }

    /** Loses the connection after any byte. */
    void cut() {
        if (stream != null) {
            inFlight += String.join("", stream.takeWrites());
            inFlight = inFlight.substring(0, random.nextInt(inFlight.length() + 1));
            takeIn();
            inFlight = "";
            stream.breakWith(new IOException("cut"));
            stream = null;
        }
    }

    /** At the end, everything read: what a channel has had, the client has had, and its end if it has ended. */
    void checkComplete() {
        for (int channel : channels) {
            int published = node.channel(channel).published();
            if (next.get(channel) < published && !told.contains(channel)) {
                tally.lostWithoutGap += published - next.get(channel);
            }
            if (node.channel(channel).hasEnded() && !ended.contains(channel)) {
                tally.endsLost++;
            }
        }
        if (hasBeenReplaced()
                || channels.stream().allMatch(channel -> node.channel(channel).hasEnded())) {
            tally.streamsThatDoNotEnd++;
        }
    }

    /** Whether one of the channels has begun anew since it connected. */
    private boolean hasBeenReplaced() {
        return channels.stream()
                .anyMatch(channel -> node.channel(channel).beginnings() != beginnings.getOrDefault(channel, 0));
    }

    private void takeIn() {
        for (int end = inFlight.indexOf("\n\n"); end >= 0; end = inFlight.indexOf("\n\n")) {
            String block = inFlight.substring(0, end);
            inFlight = inFlight.substring(end + 2);
            Map<String, String> fields = new HashMap<>();
            for (String line : block.split("\n", -1)) {
                int colon = line.indexOf(':');
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
            String type = fields.getOrDefault("event", "");
            String data = fields.getOrDefault("data", "");
            if (type.equals("rivulet:gap")) {
                gap(channelIn(data));
            }
            if (fields.containsKey("id")) {
                id(fields.get("id"), data.isEmpty() || type.equals("rivulet:gap"));
            }
            if (type.equals("rivulet:end")) {
                end(channelIn(data));
            } else if (data.startsWith("channel-")) {
                int hash = data.indexOf('#');
                event(
                        Integer.parseInt(data.substring("channel-".length(), hash)),
                        Integer.parseInt(data.substring(hash + 1)));
            }
        }
    }

    private static int channelIn(String json) {
        return Integer.parseInt(json.replaceFirst("\\{\"channel\":\"channel-(\\d+)\".*", "$1"));
    }

    private void gap(int channel) {
        tally.gaps++;
        int expected = hasId || !standing.containsKey(channel) ? next.get(channel) : standing.get(channel);
        boolean skipped = node.channel(channel).policy == SlowReaders.SKIP && expected < node.oldestHeld(channel);
        if (skipped) {
            tally.skips++;
        } else if (!mayHaveLost.contains(channel)) {
            tally.gapsWithoutReason++;
        }
        told.add(channel);
    }

    /** An id says that everything up to here has come, or a gap has been told. */
    private void id(String id, boolean isGapOrOpening) {
        if (!hasId) {
            hasId = true;
            next.putAll(standing);
            if (!told.containsAll(mayHaveLost)) {
                tally.holesWithoutGap++;
            }
        }
        Position.parse(id).ifPresent(position -> {
            if (position.stamp() <= lastStamp && !isGapOrOpening) {
                tally.idsThatDoNotRise++;
            }
            lastStamp = position.stamp();
        });
        lastEventId = id;
        ownId = true;
        idOfIncarnation = connectedTo;
    }

    private void event(int channel, int number) {
        tally.events++;
        int expected = next.get(channel);
        if (number < Math.max(expected, received.getOrDefault(channel, 0)) || ended.contains(channel)) {
            tally.duplicates++;
        } else if (number > expected && told.contains(channel)) {
            tally.lostWithGap += number - expected;
        } else if (number > expected) {
            tally.lostWithoutGap += number - expected;
        }
        told.remove(channel);
        next.put(channel, Math.max(expected, number + 1));
        received.put(channel, number + 1);
    }

    private void end(int channel) {
        tally.ends++;
        int published = node.channel(channel).publishedAtEnd(lastStamp).orElse(-1);
        if (published < 0) {
            tally.endsLost++; // it has another's id
        }
        if (next.get(channel) < published && !told.contains(channel)) {
            tally.lostWithoutGap += published - next.get(channel);
        }
        if (!ended.add(channel)) {
            tally.duplicates++;
        }
        told.remove(channel);
        next.put(channel, Math.max(next.get(channel), published));
    }
}
