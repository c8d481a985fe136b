/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rivulet.server.ServerSentEvent;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Providers;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.CharBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataWriterTest {

    @ParameterizedTest
    @ValueSource(classes = {EventEncoderTest.Price.class, Money.class, int[].class, ArrayList.class})
    void whatCanBeNothingElseNeedsJson(Class<?> declared) {
        assertThat(DataWriter.needsJson(declared)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                String.class,
                StringBuilder.class,
                Integer.class,
                Number.class,
                DayOfWeek.class,
                Comparable.class,
                UUID.class,
                LocalDate.class,
                Object.class,
                Supplier.class,
                OutboundSseEvent.class,
                ServerSentEvent.class
            })
    void whatMayBeTextOrAnEventNeedNot(Class<?> declared) {
        assertThat(DataWriter.needsJson(declared)).isFalse();
    }

    @Test
    void parametersOfATypeMakeNoDifference() {
        Type list = new GenericType<ArrayList<String>>() {}.getType();
        Type supplier = new GenericType<Supplier<EventEncoderTest.Price>>() {}.getType();

        assertThat(DataWriter.needsJson(list)).isTrue();
        assertThat(DataWriter.needsJson(supplier)).isFalse();
    }

    @Test
    void withoutJsonBTextIsWrittenAndAnObjectSaysWhatIsMissing() {
        DataWriter writer = new DataWriter(new JsonWriter.Absent(), Optional::empty);

        assertThat(writer.write(ServerSentEvent.of(12.5))).isEqualTo("12.5");
        assertThatThrownBy(() -> writer.write(ServerSentEvent.of(new EventEncoderTest.Price("ACME", 12.5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cannot write " + EventEncoderTest.Price.class.getName() + " as JSON")
                .hasMessageContaining("there is no JSON-B");
    }

    static Stream<Arguments> valuesAndTheirText() {
        return Stream.of(
                arguments(CharBuffer.wrap("built"), "built"),
                arguments('c', "c"),
                arguments(true, "true"),
                arguments(12.5, "12.5"),
                arguments(new BigDecimal("12.50"), "12.50"),
                arguments(new BigInteger("12345678901234567890"), "12345678901234567890"),
                arguments(new AtomicLong(7), "7"),
                arguments(Shown.FIRST, "FIRST"),
                arguments(Shown.SECOND, "SECOND"),
                arguments(
                        UUID.fromString("00000000-0000-0001-0000-000000000002"),
                        "00000000-0000-0001-0000-000000000002"),
                arguments(URI.create("https://example.org/a?b"), "https://example.org/a?b"),
                arguments(LocalDate.of(1815, 12, 10), "1815-12-10"),
                arguments(Instant.EPOCH, "1970-01-01T00:00:00Z"),
                arguments(Duration.ofSeconds(90), "PT1M30S"),
                arguments(Period.ofDays(3), "P3D"),
                arguments(ZoneId.of("Europe/Berlin"), "Europe/Berlin"),
                arguments(ZoneOffset.UTC, "Z"));
    }

    @ParameterizedTest
    @MethodSource("valuesAndTheirText")
    void valuesAreTheirText(Object value, String text) {
        DataWriter writer = new DataWriter(new JsonWriter.Absent(), Optional::empty);

        assertThat(writer.write(ServerSentEvent.of(value))).isEqualTo(text);
        assertThat(writer.write(ServerSentEvent.builder()
                        .mediaType(MediaType.TEXT_PLAIN_TYPE)
                        .data(value)
                        .build()))
                .isEqualTo(text);
    }

    @Test
    void numbersOfTheApplicationsOwnAreWrittenAsItWritesThem() {
        DataWriter writer = new DataWriter((data, type) -> "{}", Optional::empty);

        assertThat(writer.write(ServerSentEvent.of(new Money()))).isEqualTo("{}");
    }

    @Test
    void valueOfAnotherMediaTypeIsWrittenAsThat() {
        DataWriter writer = new DataWriter((data, type) -> "\"" + data + "\"", Optional::empty);

        assertThat(writer.write(json(Shown.FIRST))).isEqualTo("\"the first\"");
        assertThat(writer.write(json("{\"ready\":1}"))).as("text").isEqualTo("{\"ready\":1}");
    }

    @Test
    void objectsAreWrittenByTheApplicationsWriterOfJson() {
        JsonWriter unused = (data, type) -> {
            throw new AssertionError("The application has a writer of its own");
        };
        DataWriter writer = new DataWriter(unused, () -> Optional.of(new OneWriter("application/json")));

        assertThat(writer.write(ServerSentEvent.of(new EventEncoderTest.Price("ACME", 12.5))))
                .isEqualTo("as application/json: ACME");
        assertThat(writer.write(json(new EventEncoderTest.Price("ACME", 12.5)))).isEqualTo("as application/json: ACME");
    }

    @Test
    void jsonThatIsWrittenBeforeTheProvidersAreThereIsRemembered() {
        AtomicReference<Optional<Providers>> providers = new AtomicReference<>(Optional.empty());
        DataWriter writer = new DataWriter((data, type) -> "{}", providers::get);
        writer.write(ServerSentEvent.of("text"));
        assertThat(writer.wroteWithoutProviders()).isFalse();

        writer.write(ServerSentEvent.of(new EventEncoderTest.Price("ACME", 1)));
        assertThat(writer.wroteWithoutProviders()).isTrue();
    }

    @Test
    void objectsAreWrittenByJsonBWhereTheApplicationHasNoWriterOfJson() {
        DataWriter writer = new DataWriter((data, type) -> "{}", () -> Optional.of(new OneWriter("text/csv")));

        assertThat(writer.write(ServerSentEvent.of(new EventEncoderTest.Price("ACME", 12.5))))
                .isEqualTo("{}");
    }

    @Test
    void whatNothingWritesSaysThatTheFeatureMayBeMissing() {
        ServerSentEvent event = ServerSentEvent.builder()
                .mediaType(new MediaType("text", "csv"))
                .data(new EventEncoderTest.Price("ACME", 1))
                .build();

        assertThatThrownBy(() -> new DataWriter(new JsonWriter.Absent(), Optional::empty).write(event))
                .hasMessageContaining("Nothing writes " + EventEncoderTest.Price.class.getName() + " as text/csv")
                .hasMessageContaining("dev.rivulet.server.RivuletFeature");
    }

    @Test
    void objectThatHoldsItselfIsRefusedByName() {
        DataWriter writer = new DataWriter(
                (data, type) -> {
                    throw new StackOverflowError();
                },
                Optional::empty);

        assertThatThrownBy(() -> writer.write(ServerSentEvent.of(new EventEncoderTest.Price("ACME", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cannot write " + EventEncoderTest.Price.class.getName() + " as JSON");
    }

    private static ServerSentEvent json(Object data) {
        return ServerSentEvent.builder()
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }

    /** Constants that show something else than their names. */
    enum Shown {
        FIRST,
        SECOND {
            @Override
            public String toString() {
                return "the second";
            }
        };

        @Override
        public String toString() {
            return "the first";
        }
    }

    /** A number of the application's own. */
    static final class Money extends Number {

        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0;
        }

        @Override
        public double doubleValue() {
            return 0;
        }
    }
}
