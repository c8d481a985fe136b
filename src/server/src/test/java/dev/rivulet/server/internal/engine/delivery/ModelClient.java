/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client that keeps what the standard lets it keep, its last event id, and checks each event against what it must be: the
 * next one of its channel, unless a gap has been told.
 */
final class ModelClient {

    private final ModelNode node;
    private final Random random;
    private final List<Integer> channels;
    private final ModelTally tally;
    private final Map<Integer, Integer> next = new HashMap<>(); // what it must get, as of its id
    private final Map<Integer, Integer> standing = new HashMap<>(); // what it would get, had it the opening's id
    private final Set<Integer> mayHaveLost = new HashSet<>(); // as of this connection
    private final Set<Integer> told = new HashSet<>(); // since the channel's last event
    private String lastEventId = "";
    private int idOfIncarnation;
    private int connectedTo;
    private boolean hasId; // on this connection
    private @Nullable FakeStream stream;
    private String inFlight = "";

    ModelClient(ModelNode node, Random random, List<Integer> channels, ModelTally tally) {
        this.node = node;
        this.random = random;
        this.channels = channels;
        this.tally = tally;
    }

    boolean isConnected() {
        return stream != null;
    }

    void connect() {
        tally.connections++;
        mayHaveLost.clear();
        standing.clear();
        hasId = false;
        for (int channel : channels) {
            if (lastEventId.isEmpty()) {
                standing.put(channel, node.published(channel));
            } else if (idOfIncarnation != node.incarnation() || next.get(channel) < node.oldestHeld(channel)) {
                mayHaveLost.add(channel);
            }
        }
        connectedTo = node.incarnation();
        stream = node.subscribe(channels, Optional.of(lastEventId).filter(id -> !id.isEmpty()));
        if (random.nextInt(4) > 0) { // or it opens later
            node.turn();
        }
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
            stream.breakWith(new java.io.IOException("cut"));
            stream = null;
        }
    }

    /** At the end, everything read: what a channel has had, the client has had. */
    void checkComplete() {
        for (int channel : channels) {
            if (next.get(channel) < node.published(channel) && !told.contains(channel)) {
                tally.lostWithoutGap += node.published(channel) - next.get(channel);
            }
        }
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
            String data = fields.getOrDefault("data", "");
            if (data.startsWith("{")) {
                gap(Integer.parseInt(data.replaceFirst("\\{\"channel\":\"channel-(\\d+)\".*", "$1")));
            }
            if (fields.containsKey("id")) {
                id(fields.get("id"));
            }
            if (data.startsWith("channel-")) {
                int hash = data.indexOf('#');
                event(
                        Integer.parseInt(data.substring("channel-".length(), hash)),
                        Integer.parseInt(data.substring(hash + 1)));
            }
        }
    }

    private void gap(int channel) {
        tally.gaps++;
        int expected = hasId || !standing.containsKey(channel) ? next.get(channel) : standing.get(channel);
        boolean skipped = node.skips(channel) && expected < node.oldestHeld(channel);
        if (skipped) {
            tally.skips++;
        } else if (!mayHaveLost.contains(channel)) {
            tally.gapsWithoutReason++;
        }
        told.add(channel);
    }

    /** An id says that everything up to here has come, or a gap has been told. */
    private void id(String id) {
        if (!hasId) {
            hasId = true;
            next.putAll(standing);
            if (!told.containsAll(mayHaveLost)) {
                tally.holesWithoutGap++;
            }
        }
        lastEventId = id;
        idOfIncarnation = connectedTo;
    }

    private void event(int channel, int number) {
        tally.events++;
        int expected = next.get(channel);
        if (number < expected) {
            tally.duplicates++;
        } else if (number > expected && told.contains(channel)) {
            tally.lostWithGap += number - expected;
        } else if (number > expected) {
            tally.lostWithoutGap += number - expected;
        }
        told.remove(channel);
        next.put(channel, Math.max(expected, number + 1));
    }
}
