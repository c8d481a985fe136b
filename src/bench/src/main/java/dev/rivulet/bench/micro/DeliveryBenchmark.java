/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.micro;

import dev.rivulet.server.internal.engine.log.EncodedEvent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A delivery: one event at a time, appended and written to all subscribers of its channel, whose streams are null. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DeliveryBenchmark {

    private static final int DELIVERIES = 10_000;

    /** Channels, and subscribers of each. */
    @Param({"1x10", "1x100", "1x1000", "1x10000", "10x10", "100x10", "1000x10"})
    public String shape = "1x10";

    private final EncodedEvent event =
            new EncodedEvent(("data: " + "x".repeat(120) + "\n").getBytes(StandardCharsets.UTF_8), false, null);
    private NullDelivery delivery = new NullDelivery(1, 1);
    private int events;

    /** Opens the streams. */
    @Setup
    public void open() {
        int by = shape.indexOf('x');
        int subscribers = Integer.parseInt(shape.substring(by + 1));
        delivery = new NullDelivery(Integer.parseInt(shape.substring(0, by)), subscribers);
        events = DELIVERIES / subscribers;
    }

    /**
     * Delivers.
     *
     * @return the bytes written so far
     */
    @Benchmark
    @OperationsPerInvocation(DELIVERIES)
    public long deliver() {
        long bytes = 0;
        for (int i = 0; i < events; i++) {
            bytes = delivery.deliver(event);
        }
        return bytes;
    }
}
