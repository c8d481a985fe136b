/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.internal.engine.log.Batch;
import dev.rivulet.server.internal.engine.log.TracedEvent;
import java.io.IOException;
import java.util.function.LongSupplier;

/** Writes to one stream, counts what it takes, and knows since when it takes nothing. Its loop's. */
final class StreamWriter {

    private final EventStream stream;
    private final LongSupplier nanoTime;
    private final Meter meter;
    private boolean writable;
    private long lastWrite;
    private long measuredFrom;
    private long blockedSince;
    private long eventsSent;
    private long bytesSent;

    StreamWriter(EventStream stream, LongSupplier nanoTime, Meter meter) {
        this.stream = stream;
        this.nanoTime = nanoTime;
        this.meter = meter;
        this.lastWrite = nanoTime.getAsLong();
        this.blockedSince = lastWrite;
        this.measuredFrom = lastWrite;
    }

    /** The stream says that it takes bytes again; what the container had kept back goes first. */
    void resume() throws IOException {
        writable = true;
        stream.flush();
    }

    boolean isWritable() throws IOException {
        if (writable && !stream.isReady()) {
            writable = false;
            blockedSince = nanoTime.getAsLong();
        }
        return writable;
    }

    void write(Batch batch) throws IOException {
        stream.write(batch.bytes(), batch.offset(), batch.length());
        lastWrite = nanoTime.getAsLong();
        bytesSent += batch.length();
        meter.wrote(batch.length());
    }

    /** Counts the events of what was written; one from before the stream has waited for its client, and for nobody else. */
    void count(Batch batch) {
        if (batch.events() == 0) {
            return;
        }
        eventsSent += batch.events();
        meter.delivered(batch.events());
        if (batch.appendedAt() - measuredFrom >= 0) {
            meter.waited(lastWrite - batch.appendedAt());
        }
        for (TracedEvent trace : batch.traces()) {
            if (trace.end()) {
                meter.traced(trace);
            }
        }
    }

    /** Events from before now are not timed. */
    void measureFromNow() {
        measuredFrom = nanoTime.getAsLong();
    }

    long silentNanos(long now) {
        return now - lastWrite;
    }

    long blockedNanos(long now) {
        return now - blockedSince;
    }

    long eventsSent() {
        return eventsSent;
    }

    long bytesSent() {
        return bytesSent;
    }
}
