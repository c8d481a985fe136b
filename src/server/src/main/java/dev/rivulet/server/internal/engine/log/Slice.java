/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive events of a log that lie side by side, to be taken one by one or all at once. Never empty, never changes, valid
 * also after the log has dropped the events.
 */
public final class Slice {

    private final ChannelLog log;
    private final Run run;
    private final int from;
    private final int to;

    Slice(ChannelLog log, Run run, int from, int to) {
        this.log = log;
        this.run = run;
        this.from = from;
        this.to = to;
    }

    /**
     * How many events there are.
     *
     * @return at least 1
     */
    public int count() {
        return to - from;
    }

    /**
     * An event's number in its log.
     *
     * @param index 0 for the oldest
     * @return a sequence
     */
    public long sequence(int index) {
        return run.sequence(from + index);
    }

    /**
     * Where an event stands in the {@link NodeOrder}.
     *
     * @param index 0 for the oldest
     * @return its stamp
     */
    public long stamp(int index) {
        return run.stamp(from + index);
    }

    /**
     * When an event was appended.
     *
     * @param index 0 for the oldest
     * @return a time by the log's clock
     */
    public long appendedAt(int index) {
        return run.appendedAt(from + index);
    }

    /**
     * Who follows some of the events and has not been told of their delivery.
     *
     * @param start the first of them, 0 for the oldest
     * @param count how many
     * @return traces, most often none
     */
    public List<TracedEvent> traces(int start, int count) {
        List<TracedEvent> open = new ArrayList<>(0);
        run.tracedTo(open, from + start, from + start + count);
        return open;
    }

    /**
     * All of them, as they lie in the log.
     *
     * @return bytes for one write
     */
    public Batch batch() {
        int start = run.start(from);
        return new Batch(
                run.bytes(), start, run.start(to) - start, to - from, run.appendedAt(from), traces(0, to - from));
    }

    /**
     * Copies an event.
     *
     * @param index 0 for the oldest
     * @param out where to
     */
    public void copyTo(ByteArrayOutputStream out, int index) {
        int event = from + index;
        out.write(run.bytes(), run.start(event), run.start(event + 1) - run.start(event));
    }

    /**
     * Copies an event to a stream of several channels: an unnamed one takes its channel's name, and an id of the
     * application's, which the other channels do not know, gives way to the event's position.
     *
     * @param index 0 for the oldest
     * @param out where to
     * @param named whether it takes that name
     */
    public void mergeTo(ByteArrayOutputStream out, int index, boolean named) {
        int event = from + index;
        if (named && !run.isNamed(event)) {
            out.writeBytes(log.eventLine());
        }
        if (run.hasApplicationId(event)) {
            out.write(run.bytes(), run.start(event), run.idLine(event) - run.start(event));
            out.writeBytes(log.order().idLine(run.stamp(event)));
        } else {
            copyTo(out, index);
        }
    }
}
