/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
 * Parsers alone: 8 MiB of stream in reads of 8 KiB, one after the other, one string an event. The score is passes a second;
 * times eight, it is MiB a second. {@code dev.rivulet.bench.Bench} runs each parser with its libraries; this program's own has
 * those of the parsers that are named here.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParserBenchmark {

    static final int STREAM_SIZE = 8 << 20;

    /** What the events are like. */
    @Param
    public ParsedEvent event = ParsedEvent.SHORT;

    /** Whose parser. */
    @Param({"RIVULET", "OKHTTP_EVENTSOURCE", "OKHTTP_SSE", "JERSEY"})
    public Parser parser = Parser.RIVULET;

    private ParsedStream stream = ParsedEvent.SHORT.stream(0);
    private BiConsumer<InputStream, Consumer<String>> parse = (bytes, data) -> {};

    /**
     * Makes the stream, and refuses a parser that does not read it right.
     *
     * @throws ReflectiveOperationException if the parser's libraries are not there
     */
    @Setup
    public void open() throws ReflectiveOperationException {
        stream = event.stream(STREAM_SIZE);
        parse = parser.make();
        stream.check(parse);
    }

    /**
     * Ends the threads of a parser that has some.
     *
     * @throws Exception if it cannot
     */
    @TearDown
    public void close() throws Exception {
        if (parse instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /**
     * Reads the stream.
     *
     * @param sink takes the events' data
     */
    @Benchmark
    public void parse(Blackhole sink) {
        parse.accept(stream.open(), sink::consume);
    }
}
