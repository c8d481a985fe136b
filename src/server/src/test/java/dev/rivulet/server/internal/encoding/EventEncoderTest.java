/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rivulet.server.EventKey;
import dev.rivulet.server.EventName;
import dev.rivulet.server.EventTooLargeException;
import dev.rivulet.server.ServerSentEvent;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.core.MediaType;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.glassfish.jersey.media.sse.OutboundEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventEncoderTest {

    private static final int MAX_SIZE = 1_000;
    private static final int MAX_ID = 1_000;

    private final Jsonb jsonb = JsonbBuilder.create();
    private final EventEncoder encoder =
            new EventEncoder(new DataWriter(jsonb::toJson, Optional::empty), MAX_SIZE, MAX_ID);

    @AfterEach
    void closeJsonb() throws Exception {
        jsonb.close();
    }

    @Test
    void writesEveryFieldOnceInABlock() {
        ServerSentEvent event = ServerSentEvent.builder()
                .comment("why")
                .name("price")
                .reconnectDelay(1500)
                .data("12.5")
                .id("tx-17")
                .build();
        EncodedEvent encoded = encoder.encode(event);
        assertThat(text(encoded)).isEqualTo(": why\nevent: price\nretry: 1500\ndata: 12.5\n");
        assertThat(encoded.named()).isTrue();
        assertThat(encoded.applicationId()).isEqualTo("tx-17");
    }

    static Stream<Arguments> dataAndItsLines() {
        return Stream.of(
                arguments("a", "data: a\n"),
                arguments("", "data:\n"),
                arguments("a\nb", "data: a\ndata: b\n"),
                arguments("a\rb", "data: a\ndata: b\n"),
                arguments("a\r\nb", "data: a\ndata: b\n"),
                arguments("a\n\rb", "data: a\ndata:\ndata: b\n"),
                arguments("a\n", "data: a\ndata:\n"),
                arguments("\r\n", "data:\ndata:\n"),
                arguments(" lead", "data:  lead\n"),
                arguments("id: x", "data: id: x\n"),
                arguments("a\0b", "data: a\0b\n"),
                arguments("\u00e9\ud83d\ude00", "data: \u00e9\ud83d\ude00\n"),
                arguments("\ud83dx", "data: \ufffdx\n"));
    }

    @ParameterizedTest
    @MethodSource("dataAndItsLines")
    void writesDataLineByLine(String data, String lines) {
        assertThat(text(encoder.encode(ServerSentEvent.of(data)))).isEqualTo(lines);
    }

    @Test
    void theKeyIsTheEventsOrElseItsDatasOrElseItsName() {
        Seat seat = new Seat("12A");
        assertThat(encoder.encode(ServerSentEvent.builder()
                                .key("k")
                                .name("n")
                                .data(seat)
                                .build())
                        .key())
                .isEqualTo("k");
        assertThat(encoder.encode(ServerSentEvent.named("n", seat)).key()).isEqualTo("12A");
        assertThat(encoder.encode(seat).key()).isEqualTo("12A");
        assertThat(encoder.encode(new Seat(null)).key()).isEmpty();
        assertThat(encoder.encode(ServerSentEvent.named("n", "text")).key()).isEqualTo("n");
        assertThat(encoder.encode("text").key()).isEmpty();
        assertThat(text(encoder.encode(
                        ServerSentEvent.builder().key("k").data("x").build())))
                .as("the key stays here")
                .isEqualTo("data: x\n");
    }

    @Test
    void aKeyThatCannotBeReadRefusesTheEvent() {
        assertThatThrownBy(() -> encoder.encode(new Faulty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key");
        assertThatThrownBy(() -> encoder.encode(new Parameterised()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without parameters");
    }

    public record Seat(@EventKey @Nullable String number) {}

    public static final class Faulty {
        @EventKey
        public String key() {
            return List.<String>of().get(0);
        }
    }

    public static final class Parameterised {
        @EventKey
        public String key(String of) {
            return of;
        }
    }

    @Test
    void writesCommentsLineByLine() {
        ServerSentEvent event =
                ServerSentEvent.builder().comment("a\r\nb\r\rdata: no").build();
        assertThat(text(encoder.encode(event))).isEqualTo(": a\n: b\n:\n: data: no\n");
    }

    @Test
    void anEventWithANameAloneHasEmptyDataSinceClientsDispatchNothingElse() {
        assertThat(text(encoder.encode(ServerSentEvent.builder().name("n").build())))
                .isEqualTo("event: n\ndata:\n");
    }

    @Test
    void anEventWithoutDataAndNameHasNoDataLine() {
        assertThat(text(encoder.encode(
                        ServerSentEvent.builder().id("i").comment("c").build())))
                .isEqualTo(": c\n");
    }

    @Test
    void whatIsPreparedIsEncodedOnceAndTakenAsItIs() {
        PreparedEvent prepared = encoder.prepare(new Seat("12A"));

        assertThat(encoder.encode(prepared)).isSameAs(prepared.encoded());
        assertThat(prepared.encoded().key()).isEqualTo("12A");
    }

    @Test
    void keyedChannelWarnsOnceOfEventsWithoutAKey() {
        List<String> warnings = new ArrayList<>();
        EventEncoder keyed = encoder.warning(new UnkeyedEvents("prices", warnings::add));

        keyed.encode(new Seat("12A"));
        keyed.encode(ServerSentEvent.builder().key("k").data("text").build());
        encoder.encode(new Price("ACME", 1));
        assertThat(warnings).isEmpty();

        keyed.encode(new Price("ACME", 1));
        keyed.encode("text");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("Channel prices", Price.class.getName(), "named \"price\"", "@EventKey", "key(...)");
    }

    @Test
    void keyedChannelWarnsOfWhatWasEncodedBefore() {
        List<String> warnings = new ArrayList<>();
        EventEncoder keyed = encoder.warning(new UnkeyedEvents("seats", warnings::add));

        keyed.encode(encoder.prepare(new Seat("12A")));
        assertThat(warnings).isEmpty();

        keyed.encode(encoder.prepare(new Seat(null)));
        assertThat(warnings).singleElement().asString().contains(Seat.class.getName(), "neither key nor name");
    }

    @Test
    void refusesAnIdThatIsTooLongToBeSentBack() {
        EventEncoder strict = new EventEncoder(new DataWriter(jsonb::toJson, Optional::empty), MAX_SIZE, 20);
        strict.encode(ServerSentEvent.builder().id("i".repeat(20)).build());
        ServerSentEvent event = ServerSentEvent.builder().id("i".repeat(21)).build();
        assertThatThrownBy(() -> strict.encode(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("21 characters")
                .hasMessageContaining("rivulet.limit.event-id");
    }

    static Stream<Object> primitives() {
        return Stream.of(42, 42L, (short) 4, (byte) 4, 1.5, 1.5f, true, 'c');
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void primitivesAreText(Object value) {
        assertThat(text(encoder.encode(value))).isEqualTo("data: " + value + "\n");
    }

    @Test
    void charSequencesAreText() {
        assertThat(text(encoder.encode(CharBuffer.wrap("x")))).isEqualTo("data: x\n");
    }

    @Test
    void objectsAreJsonAndNamedByTheirClass() {
        EncodedEvent encoded = encoder.encode(new Price("ACME", 12.5));
        assertThat(text(encoded)).isEqualTo("event: price\ndata: {\"symbol\":\"ACME\",\"value\":12.5}\n");
        assertThat(encoded.named()).isTrue();
    }

    @Test
    void listsAreJsonWithoutAName() {
        EncodedEvent encoded = encoder.encode(List.of("a", "b"));
        assertThat(text(encoded)).isEqualTo("data: [\"a\",\"b\"]\n");
        assertThat(encoded.named()).isFalse();
    }

    @Test
    void jsonNeedsNoProvider() {
        ServerSentEvent event = ServerSentEvent.builder()
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(new Price("ACME", 1))
                .build();
        assertThat(text(encoder.encode(event))).isEqualTo("data: {\"symbol\":\"ACME\",\"value\":1.0}\n");
    }

    @Test
    void saysWhatNothingCanWrite() {
        var event = new OutboundEvent.Builder()
                .mediaType(MediaType.valueOf("text/csv"))
                .data(Price.class, new Price("ACME", 1))
                .build();
        assertThatThrownBy(() -> encoder.encode(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Price")
                .hasMessageContaining("text/csv");
    }

    @Test
    void saysWhatJsonCannotWrite() {
        assertThatThrownBy(() -> encoder.encode(new Unwritable()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unwritable");
    }

    @Test
    void refusesWhatIsTooLargeAndSaysBothFigures() {
        int overhead = "data: \n".length();
        assertThat(text(encoder.encode("x".repeat(MAX_SIZE - overhead)))).hasSize(MAX_SIZE);
        EventTooLargeException refused = catchThrowableOfType(
                EventTooLargeException.class, () -> encoder.encode("x".repeat(MAX_SIZE - overhead + 1)));
        assertThat(refused).hasMessageContaining("1001 bytes").hasMessageContaining("limit of 1000");
        assertThat(refused.size()).isEqualTo(MAX_SIZE + 1);
        assertThat(refused.limit()).isEqualTo(MAX_SIZE);
    }

    @Test
    void countsTheApplicationsIdAndBytesNotCharacters() {
        assertThatThrownBy(() -> encoder.encode("\u20ac".repeat(400))).isInstanceOf(EventTooLargeException.class);
        ServerSentEvent longId =
                ServerSentEvent.builder().id("i".repeat(1_000)).data("x").build();
        assertThatThrownBy(() -> encoder.encode(longId)).isInstanceOf(EventTooLargeException.class);
    }

    private static String text(EncodedEvent event) {
        return new String(event.body(), UTF_8);
    }

    /** A payload. */
    @EventName("price")
    public record Price(String symbol, double value) {}

    /** A payload whose getter fails. */
    public static final class Unwritable {
        /** Fails. */
        public String getText() {
            return List.<String>of().get(0);
        }
    }
}
