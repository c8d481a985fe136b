/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.client.EventSource;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that the server compresses, whether the client below decodes them or leaves that to the source. */
final class CompressedStreamTest extends MatrixTest {

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void eachFlushShows(String coding) throws Exception {
        try (EventSource source = recorder.open(source("/stream"));
                OutputStream compressed = coding.equals("gzip")
                        ? new GZIPOutputStream(wire, true)
                        : new DeflaterOutputStream(wire, true)) {
            Exchange exchange = server.next();
            assertThat(exchange.header("Accept-Encoding")).contains(coding);
            exchange.stream("Content-Encoding: " + coding);
            for (String data : new String[] {"one", "\u20ac", "x".repeat(50_000)}) {
                compressed.write(("data: " + data + "\n\n").getBytes(UTF_8));
                compressed.flush();
                byte[] bytes = wire.toByteArray();
                wire.reset();
                exchange.send(bytes, 0, bytes.length);
                if (data.equals("one")) {
                    assertThat(recorder.next()).isEqualTo("open");
                }
                assertThat(recorder.next()).isEqualTo("message|" + data + "|");
            }
            assertThat(source.lastEventId()).isEmpty();
        }
    }
}
