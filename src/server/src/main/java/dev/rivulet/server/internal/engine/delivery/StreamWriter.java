/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.internal.engine.log.Trace;
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

    void write(Chunk chunk) throws IOException {
        stream.write(chunk.bytes(), chunk.offset(), chunk.length());
        lastWrite = nanoTime.getAsLong();
        bytesSent += chunk.length();
        meter.wrote(chunk.length());
    }

    /** Counts the events of what was written; one from before the stream has waited for its client, and for nobody else. */
    void count(Chunk chunk) {
        if (chunk.events() == 0) {
            return;
        }
        eventsSent += chunk.events();
        meter.delivered(chunk.events());
        if (chunk.appendedAt() - measuredFrom >= 0) {
            meter.waited(lastWrite - chunk.appendedAt());
        }
        for (Trace trace : chunk.traces()) {
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

    void close() {
        stream.close();
    }

    void abort() {
        stream.abort();
    }
}
