/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamBodyTest {

    private static final int SIZE = 100;
    private static final long PUBLISHED = 1_000_000;
    private static final long READ = 2_000_000;
    private static final byte[] HEAD = bytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
    private static final byte[] CHUNKED_HEAD = bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n");

    private final Counts counts = new Counts();
    private final StreamBody body = new StreamBody(new EventScanner(SIZE, 0, counts));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsEveryEventWhereverTheBytesAreCut(long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(bytes(": open\n\n"));
        for (int i = 0; i < 200; i++) {
            stream.writeBytes(event(i));
        }
        byte[] bytes = seed % 2 == 0 ? all(HEAD, stream.toByteArray()) : chunked(stream.toByteArray(), random);
        take(bytes, random);
        Received received = counts.snapshot();
        assertThat(received.events()).isEqualTo(200);
        assertThat(received.isInOrder()).isTrue();
        assertThat(body.isOpen()).isTrue();
    }

    @Test
    void latencyIsFromPublicationUntilTheLastByteWasRead() {
        byte[] bytes = all(HEAD, event(0));
        int beforeLast = HEAD.length + "data: ".length() + SIZE - 1;
        body.take(bytes, beforeLast, PUBLISHED + 1);
        assertThat(counts.events()).isZero();
        body.take(Arrays.copyOfRange(bytes, beforeLast, bytes.length), bytes.length - beforeLast, READ);
        assertThat(counts.snapshot().latency().getMaxValue()).isEqualTo(1_000);
    }

    @Test
    void whatHasNotComeIsSlowerThanAllElse() {
        take(all(HEAD, event(0), event(1), event(2)), new Random(1));
        assertThat(counts.snapshot().millis(50, 4)).isEqualTo(1);
        assertThat(counts.snapshot().millis(99, 4)).isInfinite();
        assertThat(counts.snapshot().millis(99, 3)).isEqualTo(1);
    }

    @Test
    void countsWhatIsMissingAndWhatComesTwice() {
        take(all(HEAD, event(0), event(3), event(3), event(1), event(4)), new Random(1));
        Received received = counts.snapshot();
        assertThat(received.events()).isEqualTo(3);
        assertThat(received.missing()).isEqualTo(2);
        assertThat(received.repeated()).isEqualTo(2);
        assertThat(received.isInOrder()).isFalse();
    }

    @Test
    void countsDataThatIsNotWhatWasPublished() {
        byte[] cutShort = Arrays.copyOf(event(1), 40);
        take(all(HEAD, event(0), cutShort, event(2), event(3)), new Random(1));
        assertThat(counts.snapshot().broken()).isPositive();
    }

    @Test
    void anAnswerThatIsNoStreamIsARefusal() {
        byte[] answer = bytes("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\n\r\n#1 2 .");
        body.take(answer, answer.length, READ);
        assertThat(body.isOpen()).isFalse();
        assertThat(body.refusal()).startsWith("HTTP/1.1 503");
        assertThat(counts.events()).isZero();
    }

    private void take(byte[] bytes, Random random) {
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(150));
            body.take(Arrays.copyOfRange(bytes, from, to), to - from, READ);
            from = to;
        }
    }

    private static byte[] chunked(byte[] stream, Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(CHUNKED_HEAD);
        for (int from = 0; from < stream.length; ) {
            int to = Math.min(stream.length, from + 1 + random.nextInt(300));
            bytes.writeBytes(bytes(Integer.toHexString(to - from) + "\r\n"));
            bytes.write(stream, from, to - from);
            bytes.writeBytes(bytes("\r\n"));
            from = to;
        }
        return bytes.toByteArray();
    }

    private static byte[] event(long sequence) {
        byte[] data = new byte[SIZE];
        EventData.write(data, 0, SIZE, sequence, PUBLISHED);
        return all(bytes("data: "), data, bytes("\nid: e-" + sequence + "\n\n"));
    }

    private static byte[] all(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
