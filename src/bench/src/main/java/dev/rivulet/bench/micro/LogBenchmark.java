/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.micro;

import dev.rivulet.server.internal.engine.log.Batch;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.Cursor;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A channel's log: what an event costs to append and to read, one at a time and a thousand at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LogBenchmark {

    private static final int EVENTS = 1_000;
    private static final History HISTORY = new History(EVENTS, 1 << 20, Duration.ofHours(1));

    private final EncodedEvent event =
            new EncodedEvent(("data: " + "x".repeat(120) + "\n").getBytes(StandardCharsets.UTF_8), false, null);
    private final ChannelLog growing = new SegmentedLog("e", new NodeOrder("n"), HISTORY, System::nanoTime);
    private final ChannelLog full = new SegmentedLog("e", new NodeOrder("n"), HISTORY, System::nanoTime);

    /** Fills the log that is read. */
    @Setup
    public void fill() {
        for (int i = 0; i < EVENTS; i++) {
            full.append(event);
        }
    }

    /**
     * Appends to a log that drops an event for each.
     *
     * @return its sequence
     */
    @Benchmark
    public long append() {
        return growing.append(event);
    }

    /**
     * Reads everything from the oldest event, as one who comes back does.
     *
     * @param sink takes the bytes
     */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void readAll(Blackhole sink) {
        Cursor cursor = Cursor.after(full, full.position(0).toString());
        for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
            sink.consume(batch.bytes());
            cursor.moveTo(batch.last());
        }
    }

    /**
     * Appends an event and reads it.
     *
     * @param sink takes the bytes
     */
    @Benchmark
    public void appendAndRead(Blackhole sink) {
        Cursor cursor = Cursor.atStart(growing);
        growing.append(event);
        Batch batch = cursor.next();
        if (batch == null) {
            throw new AssertionError("It has just been appended");
        }
        sink.consume(batch.bytes());
    }
}
