/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.micro;

import dev.rivulet.server.internal.encoding.DataWriter;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An event's text to wire bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EncoderBenchmark {

    private static final int MAX_SIZE = 1 << 20;

    /** What the data is like. */
    @Param({"short", "lines", "text", "long"})
    public String data = "short";

    private final EventEncoder encoder =
            new EventEncoder(new DataWriter((value, type) -> value.toString(), Optional::empty), MAX_SIZE, MAX_SIZE);
    private String payload = "";

    /** Makes the data. */
    @Setup
    public void fill() {
        payload = switch (data) {
            case "lines" -> "a line of thirty-odd characters\n".repeat(4);
            case "text" -> "Grüße, 世界, привет ".repeat(7);
            case "long" -> "abcdefghij".repeat(1_000);
            default -> "abcdefghij".repeat(12);
        };
    }

    /**
     * Encodes.
     *
     * @return the wire bytes
     */
    @Benchmark
    public EncodedEvent encode() {
        return encoder.encode(payload);
    }
}
