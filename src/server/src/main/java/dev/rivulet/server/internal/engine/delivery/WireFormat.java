/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.Position;
import dev.rivulet.server.internal.engine.log.Batch;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** The bytes that belong to one stream and not to a log: its opening, gaps, heartbeats, ids of several channels. */
final class WireFormat {

    private static final int SHOWN_ID = 256;
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);

    /** Kept, since finding the provider takes far longer than using it. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private WireFormat() {}

    static byte[] heartbeat() {
        return HEARTBEAT;
    }

    /**
     * The first block: the delay before a reconnect, and where the stream stands, so that a client that is cut off before its
     * first event resumes from here too.
     */
    static byte[] opening(long retryMillis, Position position) {
        return ("retry: " + retryMillis + "\nid: " + position + "\n\n").getBytes(UTF_8);
    }

    /**
     * The first blocks of a client that may have missed something. Only the last of them has an id: a client that is cut
     * off before it has them all returns with the id that it came with, and is told again.
     */
    static byte[] opening(long retryMillis, List<Gap> gaps, Position position) {
        return ("retry: " + retryMillis + "\n\n" + blocks(gaps, position)).getBytes(UTF_8);
    }

    /** A gap event for each channel of which something may be missing; the last moves the client's id past all of them. */
    static byte[] gaps(List<Gap> gaps, Position position) {
        return blocks(gaps, position).getBytes(UTF_8);
    }

    /** An event of one of several channels: an unnamed one takes its name, and its id is its place among all. */
    static void merged(ByteArrayOutputStream out, Batch batch, int index, ChannelCursor source) {
        if (!batch.isNamed(index)) {
            out.writeBytes(("event: " + source.channel() + '\n').getBytes(UTF_8));
        }
        int start = batch.start(index);
        out.write(batch.bytes(), start, batch.idLine(index) - start);
        Position position = source.cursor().order().position(batch.stamp(index));
        out.writeBytes(("id: " + position + "\n\n").getBytes(UTF_8));
    }

    /** What a client is told that shall wait before it comes back. */
    static byte[] retry(long millis) {
        return ("retry: " + millis + "\n\n").getBytes(UTF_8);
    }

    private static String blocks(List<Gap> gaps, Position position) {
        StringBuilder blocks = new StringBuilder();
        for (Gap gap : gaps) {
            if (blocks.length() > 0) {
                blocks.append("\n\n");
            }
            blocks.append("event: rivulet:gap\ndata: ").append(json(gap));
        }
        return blocks.append("\nid: ").append(position).append("\n\n").toString();
    }

    private static String json(Gap gap) {
        String requested = gap.requested();
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("channel", gap.channel())
                .add("requested", requested.length() <= SHOWN_ID ? requested : requested.substring(0, SHOWN_ID));
        gap.oldest().ifPresentOrElse(oldest -> json.add("oldest", oldest), () -> json.addNull("oldest"));
        return json.build().toString();
    }
}
