/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParserTest {

    private static final int SIZE = 256 << 10;

    static Stream<Arguments> ownParsers() {
        return Arrays.stream(Parser.values())
                .filter(parser -> parser.peer().isEmpty())
                .flatMap(parser -> Arrays.stream(ParsedEvent.values()).map(event -> Arguments.of(parser, event)));
    }

    @ParameterizedTest
    @MethodSource("ownParsers")
    void handsOverEveryEventOnce(Parser parser, ParsedEvent event) throws Exception {
        event.stream(SIZE).check(parser.make());
    }

    @ParameterizedTest
    @EnumSource
    void aStreamIsOfWholeEventsThatEndInItsReads(ParsedEvent event) throws Exception {
        ParsedStream stream = event.stream(SIZE);
        byte[] bytes = stream.open().readAllBytes();
        assertThat(bytes).hasSize(stream.size()).endsWith('\n', '\n');
        assertThat(stream.size() % stream.events()).isZero();
        assertThat(stream.open().read(new byte[SIZE])).isEqualTo(ParsedStream.READ_SIZE);
    }

    @Test
    void aParserThatLosesAnEventIsRefused() throws Exception {
        ParsedStream stream = ParsedEvent.SHORT.stream(1_080);
        AtomicBoolean lost = new AtomicBoolean();
        assertThatThrownBy(() -> stream.check(tampered((data, text) -> {
                    if (lost.getAndSet(true)) {
                        data.accept(text);
                    }
                })))
                .hasMessage("read 9 events of 10, 792 characters of 880; 9 events were right");
    }

    @Test
    void aParserThatGivesAnEventTwiceIsRefused() throws Exception {
        ParsedStream stream = ParsedEvent.SHORT.stream(1_080);
        assertThatThrownBy(() -> stream.check(tampered((data, text) -> {
                    data.accept(text);
                    data.accept(text);
                })))
                .hasMessage("read 20 events of 10, 1760 characters of 880; 20 events were right");
    }

    @Test
    void aParserThatChangesDataIsRefused() throws Exception {
        ParsedStream stream = ParsedEvent.TEXT.stream(1_080);
        assertThatThrownBy(() -> stream.check(tampered((data, text) -> data.accept(text.replace('ü', '?')))))
                .hasMessageContaining("read 10 events of 10")
                .hasMessageEndingWith("; 0 events were right");
    }

    private static BiConsumer<InputStream, Consumer<String>> tampered(BiConsumer<Consumer<String>, String> change)
            throws ReflectiveOperationException {
        BiConsumer<InputStream, Consumer<String>> parser = Parser.RIVULET.make();
        return (stream, data) -> parser.accept(stream, text -> change.accept(data, text));
    }
}
