/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that the server compresses. */
class ContentCodingTest extends ScriptedTest {

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

    private enum Coding {
        GZIP("gzip") {
            @Override
            OutputStream over(OutputStream wire) throws IOException {
                return new GZIPOutputStream(wire, true);
            }
        },
        OLD_GZIP("X-GZip") {
            @Override
            OutputStream over(OutputStream wire) throws IOException {
                return new GZIPOutputStream(wire, true);
            }
        },
        DEFLATE("deflate") {
            @Override
            OutputStream over(OutputStream wire) {
                return new DeflaterOutputStream(wire, true);
            }
        },
        BARE_DEFLATE("deflate") {
            @Override
            OutputStream over(OutputStream wire) {
                return new DeflaterOutputStream(wire, new Deflater(Deflater.BEST_COMPRESSION, true), true);
            }
        };

        final String header;

        Coding(String header) {
            this.header = "Content-Encoding: " + header;
        }

        abstract OutputStream over(OutputStream wire) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void requestsAskForWhatIsUnderstood(Way way) {
        open(way);
        assertThat(server.next().request().header("Accept-Encoding")).hasValue("gzip, deflate");
        open(way, builder -> builder.header("accept-encoding", "identity"));
        assertThat(server.next().request().header("Accept-Encoding")).hasValue("identity");
    }

    @ParameterizedTest
    @CsvSource({
        "JDK, GZIP", "JDK, OLD_GZIP", "JDK, DEFLATE", "JDK, BARE_DEFLATE",
        "JAX_RS, GZIP", "JAX_RS, OLD_GZIP", "JAX_RS, DEFLATE", "JAX_RS, BARE_DEFLATE"
    })
    void eachFlushShows(Way way, Coding coding) throws IOException {
        Recorder recorder = open(way);
        ScriptedExchange exchange = server.next().stream(coding.header);
        recorder.opened();
        try (OutputStream compressed = coding.over(wire)) {
            for (String data : new String[] {"a", "\u20ac", "x".repeat(100_000), "last"}) {
                compressed.write(("data:" + data + "\n\n").getBytes(UTF_8));
                compressed.flush();
                exchange.write(taken());
                assertThat(recorder.data()).isEqualTo(data);
            }
        }
        exchange.write(taken()).end();
        assertThat(recorder.interrupted().cause()).isEmpty();
        time.passToTimer();
        accept(recorder).write("data:b\n\n"); // another connection may be plain
        assertThat(recorder.data()).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource
    void piecesMayBeAsSmallAsTheyLike(Coding coding) throws IOException {
        try (OutputStream compressed = coding.over(wire)) {
            compressed.write("data:a\n\ndata:b\n\n".getBytes(UTF_8));
        }
        Recorder recorder = open(Way.JDK);
        ScriptedExchange exchange = server.next().stream(coding.header);
        recorder.opened();
        for (byte one : taken()) {
            exchange.write(new byte[] {one});
        }
        assertThat(recorder.data()).isEqualTo("a");
        assertThat(recorder.data()).isEqualTo("b");
    }

    /** With every optional field (RFC 1952, section 2.3), and one member behind the other. */
    @Test
    void gzipMembersFollowEachOther() throws IOException {
        byte[] optional = {
            0x1F,
            (byte) 0x8B,
            8,
            0x1E,
            0,
            0,
            0,
            0,
            0,
            3, // all flags but the one for text
            2,
            0,
            1,
            2,
            'n',
            0,
            'c',
            0,
            0x12,
            0x34
        };
        try (OutputStream compressed = Coding.GZIP.over(wire)) {
            compressed.write("data:a\n".getBytes(UTF_8));
        }
        byte[] first = taken();
        try (OutputStream compressed = Coding.GZIP.over(wire)) {
            compressed.write("\ndata:b\n\n".getBytes(UTF_8));
        }
        byte[] second = taken();
        wire.write(optional);
        wire.write(first, 10, first.length - 10);
        wire.write(second);
        Recorder recorder = open(Way.JDK);
        server.next().stream(Coding.GZIP.header).write(taken());
        recorder.opened();
        assertThat(recorder.data()).isEqualTo("a");
        assertThat(recorder.data()).isEqualTo("b");
    }

    /** A client below has decoded it, and left the header. */
    @ParameterizedTest
    @CsvSource({"gzip, 'data:a\n\n'", "deflate, 'data:a\n\n'", "deflate, ':\n\ndata:a\n\n'", "gzip, '\n\ndata:a\n\n'"})
    void whatIsDecodedAlreadyIsReadAsItIs(String coding, String stream) {
        Recorder recorder = open(Way.JDK);
        server.next().stream("Content-Encoding: " + coding).write(stream);
        recorder.opened();
        assertThat(recorder.data()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, gzip", "compress", "bogus"})
    void otherCodingIsOneErrorAndTheEnd(String coding) {
        for (Way way : Way.values()) {
            Recorder recorder = open(way);
            server.next().stream("Content-Encoding: " + coding).write("data:a\n\n");
            assertThat(recorder.failed().cause()).get().asString().contains("\"" + coding + "\"");
            recorder.nothingElse();
            assertThat(time.pending()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", ""})
    void noCodingByNameIsNone(String coding) {
        Recorder recorder = open(Way.JDK);
        server.next().stream("Content-Encoding: " + coding).write("data:a\n\n");
        recorder.opened();
        assertThat(recorder.data()).isEqualTo("a");
    }

    @ParameterizedTest
    @EnumSource
    void brokenDataIsABrokenConnectionWithBackoff(Coding coding) throws IOException {
        try (OutputStream compressed = coding.over(wire)) {
            compressed.write("id:1\ndata:a\n\n".getBytes(UTF_8));
            compressed.flush();
            wire.write(new byte[] {0x07, 0x07, 0x07, 0x07}); // a kind of block that there is not
        }
        Recorder recorder = open(Way.JDK);
        server.next().stream(coding.header).write(taken());
        recorder.opened();
        assertThat(recorder.data()).isEqualTo("a");
        ErrorEvent error = recorder.interrupted();
        assertThat(error.cause()).get().isInstanceOf(IOException.class);
        assertThat(error.reconnectIn()).hasValue(Duration.ofSeconds(4));
        time.passToTimer();
        assertThat(server.next().request().header("Last-Event-ID")).hasValue("1");
    }

    @Test
    void wrongCheckIsABrokenConnection() throws IOException {
        try (OutputStream compressed = Coding.GZIP.over(wire)) {
            compressed.write("data:a\n\n".getBytes(UTF_8));
        }
        byte[] bytes = taken();
        bytes[bytes.length - 5]++;
        Recorder recorder = open(Way.JDK);
        server.next().stream(Coding.GZIP.header).write(bytes);
        recorder.opened();
        recorder.data();
        assertThat(recorder.interrupted().cause()).get().asString().contains("check");
    }

    /** A hundred times what it is on the wire: a comment, and a line beyond the limit. */
    @Test
    void bombIsReadWithinTheLimits() throws IOException {
        byte[] zeros = new byte[1 << 20];
        try (OutputStream compressed = Coding.GZIP.over(wire)) {
            compressed.write(':');
            for (int i = 0; i < 100; i++) {
                compressed.write(zeros);
            }
            compressed.write("\ndata:a\n\n".getBytes(UTF_8));
            compressed.write(zeros);
            compressed.write(zeros);
        }
        Recorder recorder = open(Way.JDK);
        server.next().stream(Coding.GZIP.header).write(taken());
        recorder.opened();
        assertThat(recorder.data()).isEqualTo("a");
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(StreamLimitException.class);
    }

    @Test
    void backPressureHoldsWhatIsNotDecodedYet() throws Exception {
        Recorder recorder = open(Way.JDK);
        try (java.util.stream.Stream<MessageEvent> stream = recorder.source().stream()) {
            int events = 1_000;
            try (OutputStream compressed = Coding.GZIP.over(wire)) {
                for (int i = 0; i < events; i++) {
                    compressed.write(("data:" + i + " " + "x".repeat(1_000) + "\n\n").getBytes(UTF_8));
                }
            }
            server.next().stream(Coding.GZIP.header).write(taken());
            java.util.Iterator<MessageEvent> messages = stream.iterator();
            for (int i = 0; i < events; i++) {
                assertThat(messages.next().data()).startsWith(i + " ");
            }
        }
    }

    private byte[] taken() {
        try {
            wire.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = wire.toByteArray();
        wire.reset();
        return bytes;
    }
}
