/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.OrderPlaced;
import dev.rivulet.it.app.Price;
import dev.rivulet.it.app.Row;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.ServerSentEvent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.CharBuffer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What an event is on the wire, byte for byte. */
@ArquillianTest
class EncodingIT {

    private static final MediaType CSV = new MediaType("text", "csv");

    @Inject
    @Channel("encoding")
    EventChannel channel;

    @Inject
    @Channel("private")
    EventChannel unasked;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.application("encoding", "rivulet.stream.heartbeat=1d"));
    }

    // Fields.

    @Test
    void textIsOneLineOfDataAndThePositionIsTheId() {
        assertLines("hello", "data: hello");
    }

    @Test
    void fieldsComeInOneOrder() {
        assertWire(
                ServerSentEvent.builder()
                        .data("d")
                        .id("i")
                        .reconnectDelay(1_500)
                        .name("n")
                        .comment("c")
                        .build(),
                ": c\nevent: n\nretry: 1500\ndata: d\nid: i\n\n");
    }

    @Test
    void aNameAloneGoesWithThePosition() {
        assertLines(ServerSentEvent.named("price", "1"), "event: price", "data: 1");
    }

    @Test
    void aCommentAloneDispatchesNothingButMovesTheClient() {
        try (RawStream stream = loopback.open("encoding")) {
            Position position =
                    channel.publish(ServerSentEvent.builder().comment("psst").build());

            assertThat(stream.nextBlock()).isEqualTo(": psst\nid: " + position + "\n\n");
            assertThat(stream.comments()).containsExactly("psst");
            assertThat(stream.lastEventId()).isEqualTo(position.toString());
        }
    }

    @Test
    void aCommentOfSeveralLinesIsAsManyComments() {
        assertLines(
                ServerSentEvent.builder()
                        .comment("one\ntwo\r\n\rfour")
                        .data("d")
                        .build(),
                ": one",
                ": two",
                ":",
                ": four",
                "data: d");
    }

    @Test
    void aDelayAloneReachesTheClient() {
        try (RawStream stream = loopback.open("encoding")) {
            channel.publish(ServerSentEvent.builder().reconnectDelay(0).build());
            stream.nextBlock();

            assertThat(stream.retry()).hasValue(0);
        }
    }

    // Text.

    @Test
    void everyKindOfLineBreakSeparatesLinesOfData() {
        assertLines("a\nb\rc\r\nd\n\re", "data: a", "data: b", "data: c", "data: d", "data:", "data: e");
    }

    @Test
    void aLineBreakAtTheEndIsNotLost() {
        assertLines("a\n", "data: a", "data:");
        assertLines("\r\n", "data:", "data:");
    }

    @Test
    void emptyTextIsAnEventWithEmptyData() {
        assertLines("", "data:");
        assertThat(received("").data()).isEmpty();
    }

    @Test
    void whiteSpaceIsKept() {
        assertLines("  two spaces\n\ta tab ", "data:   two spaces", "data: \ta tab ");
        assertThat(received("  two spaces").data()).isEqualTo("  two spaces");
    }

    @Test
    void whatLooksLikeFieldsInDataIsData() {
        assertLines(
                "id: 7\n\nevent: forged\n: no comment",
                "data: id: 7",
                "data:",
                "data: event: forged",
                "data: : no comment");
    }

    @Test
    void textIsUtf8() {
        assertLines("\u00e4 \u20ac \ud83d\ude80 \u2028 \ufeff", "data: \u00e4 \u20ac \ud83d\ude80 \u2028 \ufeff");
    }

    @Test
    void halfASurrogatePairBecomesTheReplacementCharacter() {
        assertLines("a\ud83dz", "data: a\ufffdz");
        assertLines("\ude80\ud83d", "data: \ufffd\ufffd");
    }

    @Test
    void nulInDataStays() {
        assertLines("a\0b", "data: a\0b");
    }

    @Test
    void valuesThatAreNoObjectsAreText() {
        assertLines(42, "data: 42");
        assertLines(-1L, "data: -1");
        assertLines(0.5, "data: 0.5");
        assertLines(true, "data: true");
        assertLines('x', "data: x");
        assertLines(CharBuffer.wrap("buffered"), "data: buffered");
        assertLines(DayOfWeek.FRIDAY, "data: FRIDAY");
        assertLines(LocalDate.EPOCH, "data: 1970-01-01");
        assertLines(new BigDecimal("12.50"), "data: 12.50");
        assertLines(new UUID(1, 2), "data: 00000000-0000-0001-0000-000000000002");
        assertLines(URI.create("https://example.org/"), "data: https://example.org/");
    }

    @Test
    void aNameAloneIsDispatchedByClients() {
        ServerSentEvent event = ServerSentEvent.builder().name("refresh").build();
        assertLines(event, "event: refresh", "data:");
        assertThat(received(event).type()).isEqualTo("refresh");
    }

    // Objects.

    @Test
    void anObjectIsJson() {
        assertLines(new Price("ACME", 12.5), "data: {\"amount\":12.5,\"symbol\":\"ACME\"}");
        assertLines(Map.of("key", List.of(1, 2)), "data: {\"key\":[1,2]}");
    }

    @Test
    void lineBreaksInJsonStringsStayEscaped() {
        assertLines(new Price("A\nB", 1), "data: {\"amount\":1.0,\"symbol\":\"A\\nB\"}");
    }

    @Test
    void anAnnotatedClassNamesItsEvents() {
        assertLines(new OrderPlaced(7), "event: order-placed", "data: {\"number\":7}");
    }

    @Test
    void aGenericEntityIsWrittenAsWhatItHolds() {
        assertLines(
                ServerSentEvent.of(new GenericEntity<>(List.of(new Price("A", 1))) {}),
                "data: [{\"amount\":1.0,\"symbol\":\"A\"}]");
    }

    @Test
    void theServersOwnEventsAreEncodedAsRivuletDoes() {
        assertLines(
                loopback.sse()
                        .newEventBuilder()
                        .name("n")
                        .comment("a\rb")
                        .reconnectDelay(5)
                        .data("x\r\ny")
                        .build(),
                ": a",
                ": b",
                "event: n",
                "retry: 5",
                "data: x",
                "data: y");
    }

    @Test
    void aMediaTypeOfTheApplicationIsWrittenByItsMessageBodyWriter() {
        assertLines(
                loopback.sse()
                        .newEventBuilder()
                        .mediaType(CSV)
                        .data(Row.class, new Row(List.of("a", "b\nc")))
                        .build(),
                "data: a;b",
                "data: c");
        assertLines(
                ServerSentEvent.builder()
                        .mediaType(CSV)
                        .data(new Row(List.of("\u20ac", "1")))
                        .build(),
                "data: \u20ac;1");
    }

    @Test
    void aMediaTypeThatNothingWritesIsRefusedByName() {
        Position before = channel.position();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> channel.publish(ServerSentEvent.builder()
                        .mediaType(CSV)
                        .data(new Price("ACME", 1))
                        .build()))
                .withMessageContaining(Price.class.getName())
                .withMessageContaining("text/csv");
        assertThat(channel.position()).isEqualTo(before);
    }

    @Test
    void anObjectThatCannotBeWrittenIsRefusedByName() {
        Position before = channel.position();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> channel.publish(new Endless()))
                .withMessageContaining(Endless.class.getName());
        assertThat(channel.position()).isEqualTo(before);
    }

    @Test
    void anObjectOfAHiddenClassIsRefusedWithWhatToDo() {
        record Local(String text) {}

        assertThatIllegalArgumentException()
                .isThrownBy(() -> channel.publish(new Local("unseen")))
                .withMessageContaining(Local.class.getName())
                .withMessageContaining("make it public");
    }

    // Admission, in an application without a policy.

    @Test
    void withoutAPolicyNoChannelCanBeNamedFromOutside() {
        try (RawStream answer = loopback.api().stream("admitted?name=private")) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.text()).contains("\"status\":403").contains("no ChannelPolicy");
        }
        assertThat(unasked.subscribers()).isZero();
    }

    /** Holds itself. */
    public static class Endless {
        public Endless getSelf() {
            return this;
        }
    }

    private void assertLines(Object payload, String... lines) {
        try (RawStream stream = loopback.open("encoding")) {
            Position position = channel.publish(payload);

            assertThat(stream.nextBlock()).isEqualTo(String.join("\n", lines) + "\nid: " + position + "\n\n");
        }
    }

    private void assertWire(Object payload, String wire) {
        try (RawStream stream = loopback.open("encoding")) {
            channel.publish(payload);

            assertThat(stream.nextBlock()).isEqualTo(wire);
        }
    }

    private ReceivedEvent received(Object payload) {
        try (RawStream stream = loopback.open("encoding")) {
            channel.publish(payload);

            return stream.nextEvent();
        }
    }
}
