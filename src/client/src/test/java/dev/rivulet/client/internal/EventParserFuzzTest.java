/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random streams in random pieces come to the same as with the reference parser. */
class EventParserFuzzTest {

    private static final int STREAMS = 1_000_000;
    private static final long SEED = Long.getLong("rivulet.fuzz.seed", 20_240_607L);

    private static final byte[][] TOKENS = Stream.concat(
                    Stream.of(
                                    "data",
                                    "data:",
                                    "data: ",
                                    "event:",
                                    "event: ",
                                    "id:",
                                    "id: ",
                                    "id",
                                    "retry:",
                                    "retry: ",
                                    ":",
                                    " ",
                                    "\t",
                                    "\n",
                                    "\n",
                                    "\n",
                                    "\r",
                                    "\r",
                                    "\r\n",
                                    "\r\n",
                                    "\n\n",
                                    "a",
                                    "b",
                                    "0",
                                    "1000",
                                    "99999999999999999999",
                                    "message",
                                    "\0",
                                    "\uFEFF",
                                    "\u00e9",
                                    "\u20ac",
                                    "\uD83D\uDE00",
                                    "Data",
                                    "dat",
                                    "eventdata",
                                    "xxxxxxxxxxxxxxxxxxxxxxxxxxxx")
                            .map(text -> text.getBytes(UTF_8)),
                    Stream.of(
                            new byte[] {(byte) 0xEF},
                            new byte[] {(byte) 0xEF, (byte) 0xBB},
                            new byte[] {(byte) 0xE2, (byte) 0x82},
                            new byte[] {(byte) 0xF0, (byte) 0x9F},
                            new byte[] {(byte) 0xC0, (byte) 0x80},
                            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                            new byte[] {(byte) 0xFF}))
            .toArray(byte[][]::new);

    @Test
    void millionRandomStreamsParseAsTheReferenceDoes() {
        EventParser parser = new EventParser(Limits.DEFAULT, null);
        for (long i = 0; i < STREAMS; i++) {
            long seed = SEED + i;
            Random random = new Random(seed);
            byte[] stream = stream(random);
            String id = random.nextInt(4) == 0 ? "7" : "";
            List<byte[]> pieces = pieces(stream, random);
            ParsedStream expected = ReferenceParser.parse(stream, id);
            ParsedStream actual = ParsedStream.of(parser, id, pieces);
            if (!actual.equals(expected)) {
                fail(
                        "-Drivulet.fuzz.seed=%d: %s in pieces of %s came to %s instead of %s",
                        seed,
                        Arrays.toString(stream),
                        pieces.stream().map(piece -> piece.length).toList(),
                        actual,
                        expected);
            }
        }
    }

    private static byte[] stream(Random random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int left = random.nextInt(24); left > 0; left--) {
            stream.writeBytes(TOKENS[random.nextInt(TOKENS.length)]);
        }
        if (random.nextInt(4) > 0) {
            stream.writeBytes(new byte[] {'\n', '\n'});
        }
        return stream.toByteArray();
    }

    private static List<byte[]> pieces(byte[] stream, Random random) {
        int most = 1 + random.nextInt(stream.length + 1);
        List<byte[]> pieces = new ArrayList<>();
        for (int start = 0; start < stream.length; ) {
            int end = Math.min(stream.length, start + 1 + random.nextInt(most));
            pieces.add(Arrays.copyOfRange(stream, start, end));
            start = end;
        }
        return pieces;
    }
}
