/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus comes to the same however its bytes arrive, and the reference parser agrees. */
class EventParserCorpusTest {

    private final EventParser parser = new EventParser(Limits.DEFAULT, null);

    @ParameterizedTest
    @MethodSource("dev.rivulet.client.internal.StreamCorpus#cases")
    void wholeStreamParses(StreamCorpus.Case one) {
        assertThat(parse(one, List.of(one.stream()))).isEqualTo(one.expected());
    }

    @ParameterizedTest
    @MethodSource("dev.rivulet.client.internal.StreamCorpus#cases")
    void byteByByteParsesTheSame(StreamCorpus.Case one) {
        List<byte[]> bytes = new ArrayList<>();
        for (byte each : one.stream()) {
            bytes.add(new byte[] {each});
        }
        assertThat(parse(one, bytes)).isEqualTo(one.expected());
    }

    @ParameterizedTest
    @MethodSource("dev.rivulet.client.internal.StreamCorpus#cases")
    void everySplitInTwoParsesTheSame(StreamCorpus.Case one) {
        for (int i = 0; i <= one.stream().length; i++) {
            List<byte[]> halves = List.of(
                    Arrays.copyOfRange(one.stream(), 0, i), Arrays.copyOfRange(one.stream(), i, one.stream().length));
            assertThat(parse(one, halves)).as("split at %d", i).isEqualTo(one.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.rivulet.client.internal.StreamCorpus#cases")
    void referenceParserAgrees(StreamCorpus.Case one) {
        assertThat(ReferenceParser.parse(one.stream(), one.idBefore())).isEqualTo(one.expected());
    }

    private ParsedStream parse(StreamCorpus.Case one, List<byte[]> pieces) {
        return ParsedStream.of(parser, one.idBefore(), pieces);
    }
}
