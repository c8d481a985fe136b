/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.Position;
import dev.rivulet.server.internal.log.Batch;
import dev.rivulet.server.internal.log.Cursor;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * The first block: the delay before a reconnect and where the stream stands, so that a client that is cut off before its
     * first event resumes from here too; then a gap event for each channel of which something may be missing.
     */
    static byte[] opening(long retryMillis, List<ChannelCursor> cursors, List<ChannelCursor> gaps) {
        String id = id(cursors);
        StringBuilder block = new StringBuilder("retry: ")
                .append(retryMillis)
                .append("\nid: ")
                .append(id)
                .append("\n\n");
        for (ChannelCursor cursor : gaps) {
            block.append("event: rivulet:gap\ndata: ")
                    .append(gap(cursor))
                    .append("\nid: ")
                    .append(id)
                    .append("\n\n");
        }
        return block.toString().getBytes(UTF_8);
    }

    /** A batch of one of several channels: unnamed events take its name, and each id carries every channel's position. */
    static byte[] composite(Batch batch, ChannelCursor source, List<ChannelCursor> cursors) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 * batch.length());
        byte[] bytes = batch.bytes();
        byte[] name = ("event: " + source.channel() + '\n').getBytes(UTF_8);
        batch.forEach((sequence, named, start, idLine) -> {
            if (!named) {
                out.writeBytes(name);
            }
            out.write(bytes, start, idLine - start);
            CompositeId id = new CompositeId();
            for (ChannelCursor cursor : cursors) {
                Cursor at = cursor.cursor();
                id.with(
                        cursor.channel(),
                        cursor.channel().equals(source.channel()) ? at.position(sequence) : at.position());
            }
            out.writeBytes(("id: " + id + "\n\n").getBytes(UTF_8));
        });
        return out.toByteArray();
    }

    private static String id(List<ChannelCursor> cursors) {
        if (cursors.size() == 1) {
            return cursors.get(0).cursor().position().toString();
        }
        CompositeId id = new CompositeId();
        cursors.forEach(cursor -> id.with(cursor.channel(), cursor.cursor().position()));
        return id.toString();
    }

    private static String gap(ChannelCursor cursor) {
        JsonObjectBuilder gap = JSON.createObjectBuilder().add("channel", cursor.channel());
        String requested = cursor.requested().orElse("");
        gap.add("requested", requested.length() <= SHOWN_ID ? requested : requested.substring(0, SHOWN_ID));
        Optional<Position> oldest = cursor.cursor().oldest();
        oldest.ifPresentOrElse(position -> gap.add("oldest", position.toString()), () -> gap.addNull("oldest"));
        return gap.build().toString();
    }
}
