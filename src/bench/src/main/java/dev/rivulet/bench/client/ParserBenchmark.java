/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import dev.rivulet.client.ClientParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Parsers alone: 8 MiB of stream in reads of 8 KiB, on one thread, one string an event. The score is passes a second; times
 * eight, it is MiB a second.
 *
 * <pre>{@code java -cp "src/bench/target/*:src/bench/target/lib/*" org.openjdk.jmh.Main ParserBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParserBenchmark {

    private static final int STREAM_SIZE = 8 << 20;
    private static final int READ_SIZE = 8 << 10;

    /** The size of an event on the wire, in bytes, or {@code text} for 108 bytes that are not ASCII. */
    @Param({"108", "570", "65536", "text"})
    public String event = "";

    private final ClientParser rivulet = new ClientParser(READ_SIZE);
    private final JerseyReader jersey = new JerseyReader();
    private byte[] stream = new byte[0];

    /** Makes the stream of whole events. */
    @Setup
    public void fill() {
        byte[] bytes = event.equals("text")
                ? event(108, "Grüße, 世界, привет ")
                : event(Integer.parseInt(event), "abcdefghijklmnopqrstuvwxyz 0123456789 ");
        int events = STREAM_SIZE / bytes.length;
        stream = new byte[events * bytes.length];
        for (int i = 0; i < events; i++) {
            System.arraycopy(bytes, 0, stream, i * bytes.length, bytes.length);
        }
    }

    /** Frees the JAX-RS client. */
    @TearDown
    public void close() {
        jersey.close();
    }

    /**
     * Rivulet's.
     *
     * @param sink takes the events
     * @throws IOException never
     */
    @Benchmark
    public void rivulet(Blackhole sink) throws IOException {
        rivulet.parse(new PiecewiseStream(stream, READ_SIZE), sink::consume);
    }

    /**
     * LaunchDarkly's okhttp-eventsource.
     *
     * @param sink takes the events
     * @throws Exception if it fails
     */
    @Benchmark
    public void okhttpEventSource(Blackhole sink) throws Exception {
        OkHttpEventSourceReader.parse(new PiecewiseStream(stream, READ_SIZE), READ_SIZE, sink::consume);
    }

    /**
     * OkHttp's okhttp-sse.
     *
     * @param sink takes the events
     * @throws IOException if it fails
     */
    @Benchmark
    public void okhttpSse(Blackhole sink) throws IOException {
        OkHttpSseReader.parse(new PiecewiseStream(stream, READ_SIZE), sink::consume);
    }

    /**
     * Jersey's.
     *
     * @param sink takes the events
     */
    @Benchmark
    public void jersey(Blackhole sink) {
        jersey.parse(new PiecewiseStream(stream, READ_SIZE), sink::consume);
    }

    private static byte[] event(int size, String text) {
        byte[] frame = "id: 1234567\ndata: \n\n".getBytes(StandardCharsets.UTF_8);
        StringBuilder data = new StringBuilder();
        int left = size - frame.length;
        for (int i = 0; left > 0; i = text.offsetByCodePoints(i, 1) % text.length()) {
            String next = new String(Character.toChars(text.codePointAt(i)));
            int length = next.getBytes(StandardCharsets.UTF_8).length;
            data.append(length > left ? "." : next);
            left -= length > left ? 1 : length;
        }
        return ("id: 1234567\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
