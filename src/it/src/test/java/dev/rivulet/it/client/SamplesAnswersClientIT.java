/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import static dev.rivulet.it.browser.Browser.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.client.EndEvent;
import dev.rivulet.client.ErrorEvent;
import dev.rivulet.client.EventSource;
import dev.rivulet.client.MessageEvent;
import dev.rivulet.client.ReadyState;
import dev.rivulet.it.browser.Browser;
import dev.rivulet.it.browser.SamplesExtension;
import dev.rivulet.it.support.Answers;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.Quotation;
import dev.rivulet.it.support.Relay;
import dev.rivulet.it.support.Relay.Exchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The samples' answers, read by Java programs that come early, come late, or are cut off. */
@ExtendWith(SamplesExtension.class)
class SamplesAnswersClientIT {

    private final App samples;

    SamplesAnswersClientIT(App samples) {
        this.samples = samples;
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void readersFromTheFirstWordHaveTheSameTextAndAreDoneAfterOneRequestMore(Over transport) throws IOException {
        try (Relay relay = Relay.to(samples)) {
            URI answer = Answers.of(relay.app()).ask(Quotation.OF_MANY_SCRIPTS, false);
            Reader early = Reader.of(transport, answer);
            awaitThat(() -> assertThat(early.text()).hasSizeGreaterThan(100));
            Reader late = Reader.of(transport, answer);

            awaitThat(() -> assertThat(List.of(early, late)).allMatch(Reader::isDone));
            for (Reader reader : List.of(early, late)) {
                assertThat(reader.text()).isEqualTo(Quotation.OF_MANY_SCRIPTS.answer());
                assertThat(reader.messages)
                        .extracting(MessageEvent::lastEventId)
                        .doesNotHaveDuplicates()
                        .hasSize(Quotation.OF_MANY_SCRIPTS.words().size());
                assertThat(reader.end().outcome()).isEqualTo(EndEvent.Outcome.ENDED);
                assertThat(reader.errors).isEmpty();
            }
            assertThat(reads(relay)).extracting(Exchange::status).containsExactly(200, 200, 204, 204);
            assertThat(reads(relay).get(2).lastEventId()).isEqualTo(early.end().lastEventId());
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void connectionThatIsCutEverySecondCostsNoWord(Over transport) throws IOException {
        try (Relay relay = Relay.to(samples)) {
            Reader reader = Reader.of(transport, Answers.of(relay.app()).ask(Quotation.LONGER, false));

            await().pollInterval(Duration.ofSeconds(1)).atMost(Browser.TIMEOUT).untilAsserted(() -> {
                relay.cut();
                assertThat(reader.isDone()).isTrue();
            });

            assertThat(reader.text()).isEqualTo(Quotation.LONGER.answer());
            assertThat(reads(relay)).hasSizeGreaterThan(3);
            assertThat(reads(relay).get(reads(relay).size() - 1).status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void stopIsTheSameEndForAll(Over transport) {
        Answers answers = Answers.of(samples);
        URI answer = answers.ask(Quotation.WHOLE, false);
        Reader one = Reader.of(transport, answer);
        Reader other = Reader.of(transport, answer);
        awaitThat(() -> assertThat(other.text()).hasSizeGreaterThan(40));

        assertThat(answers.stop(answer).statusCode()).isEqualTo(204);

        awaitThat(() -> assertThat(List.of(one, other)).allMatch(Reader::isDone));
        assertThat(one.text()).isEqualTo(other.text());
        assertThat(Quotation.WHOLE.answer())
                .startsWith(one.text())
                .hasSizeGreaterThan(one.text().length());
        assertThat(one.end().outcome()).isEqualTo(EndEvent.Outcome.ENDED);
        assertThat(one.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void failureTellsItsReasonAfterAllThatWasWritten(Over transport) {
        Reader reader = Reader.of(transport, Answers.of(samples).ask(Quotation.OF_MANY_SCRIPTS, true));

        awaitThat(() -> assertThat(reader.isDone()).isTrue());
        assertThat(reader.text()).isEqualTo(Quotation.OF_MANY_SCRIPTS.firstHalf());
        assertThat(reader.end().outcome()).isEqualTo(EndEvent.Outcome.FAILED);
        assertThat(reader.end().reason()).contains("The writer has lost the thread in the middle, as you asked.");
        assertThat(reader.errors).isEmpty();
    }

    private static List<Exchange> reads(Relay relay) {
        return relay.exchanges().stream()
                .filter(exchange -> exchange.method().equals("GET"))
                .toList();
    }

    /** A source, and all that it has heard. */
    private static final class Reader {

        private final List<MessageEvent> messages = new CopyOnWriteArrayList<>();
        private final List<EndEvent> ends = new CopyOnWriteArrayList<>();
        private final List<ErrorEvent> errors = new CopyOnWriteArrayList<>();
        private EventSource source;

        static Reader of(Over transport, URI answer) {
            Reader reader = new Reader();
            reader.source = transport
                    .builder(answer)
                    .onMessage(reader.messages::add)
                    .onEnd(reader.ends::add)
                    .onError(reader.errors::add)
                    .open();
            return reader;
        }

        String text() {
            return messages.stream().map(MessageEvent::data).collect(Collectors.joining());
        }

        EndEvent end() {
            assertThat(ends).hasSize(1);
            return ends.get(0);
        }

        boolean isDone() {
            return source.readyState() == ReadyState.CLOSED;
        }
    }
}
