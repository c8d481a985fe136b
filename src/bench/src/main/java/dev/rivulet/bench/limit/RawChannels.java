/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.limit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the events of each channel, and holds the newest for those who come back. Thread-safe. */
final class RawChannels {

    private static final int HELD = 2_000;

    private final boolean batched;
    private final Map<String, Held> channels = new HashMap<>();
    private List<RawLoop> loops = List.of();

    RawChannels(boolean batched) {
        this.batched = batched;
    }

    synchronized void deliverOn(List<RawLoop> all) {
        loops = List.copyOf(all);
    }

    /** Takes a line for an event, and hands the events to the loops. */
    synchronized void publish(String channel, byte[] lines) {
        Held held = channels.computeIfAbsent(channel, name -> new Held());
        List<byte[]> events = new ArrayList<>();
        for (int start = 0, end; start < lines.length; start = end + 1) {
            end = start;
            while (end < lines.length && lines[end] != '\n') {
                end++;
            }
            events.add(held.add(lines, start, end - start));
        }
        long newest = held.newest;
        List<byte[]> writes = batched ? List.of(joined(events)) : events;
        for (RawLoop loop : loops) {
            loop.deliver(channel, newest, writes);
        }
    }

    /** What was published after an event, and the number of the newest. */
    synchronized Missed after(String channel, long number) {
        Held held = channels.computeIfAbsent(channel, name -> new Held());
        List<byte[]> events = new ArrayList<>(held.events);
        int missed = (int) Math.min(events.size(), Math.max(0, held.newest - number));
        return new Missed(held.newest, ByteBuffer.wrap(joined(events.subList(events.size() - missed, events.size()))));
    }

    private static byte[] joined(List<byte[]> events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        events.forEach(all::writeBytes);
        return all.toByteArray();
    }

    record Missed(long newest, ByteBuffer events) {}

    private static final class Held {

        private final Deque<byte[]> events = new ArrayDeque<>();
        private long newest;

        byte[] add(byte[] bytes, int offset, int length) {
            newest++;
            byte[] start = ("id: " + newest + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
            byte[] event = Arrays.copyOf(start, start.length + length + 2);
            System.arraycopy(bytes, offset, event, start.length, length);
            event[event.length - 2] = '\n';
            event[event.length - 1] = '\n';
            events.add(event);
            if (events.size() > HELD) {
                events.remove();
            }
            return event;
        }
    }
}
