/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.ServerSentEvent;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataWriterTest {

    @ParameterizedTest
    @ValueSource(classes = {EventEncoderTest.Price.class, DayOfWeek.class, int[].class, ArrayList.class})
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
}
