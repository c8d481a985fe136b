/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEvent;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.List;
import org.glassfish.jersey.media.sse.OutboundEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSentEventTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\0b", "\n", "data\n\nevent: forged"})
    void refusesIdsAndNamesThatWouldForgeFields(String text) {
        assertThatThrownBy(() -> ServerSentEvent.named(text, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name")
                .hasMessageContaining("CR, LF or NUL");
        ServerSentEvent.Builder withId = ServerSentEvent.builder().id(text);
        assertThatThrownBy(withId::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id")
                .hasMessageContaining("CR, LF or NUL");
    }

    @Test
    void refusesTheSameInEventsOfOtherImplementations() {
        OutboundSseEvent forged =
                new OutboundEvent.Builder().name("a\ndata: forged").data("x").build();
        assertThatThrownBy(() -> ServerSentEvent.copyOf(forged))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a\\ndata: forged");
    }

    @Test
    void refusesAnEmptyNameAndANegativeDelay() {
        assertThatThrownBy(() -> ServerSentEvent.named("", "x")).hasMessageContaining("empty");
        ServerSentEvent.Builder negative = ServerSentEvent.builder().reconnectDelay(-2);
        assertThatThrownBy(negative::build).hasMessageContaining("-2 ms");
    }

    @Test
    void aDelayMayBeADuration() {
        assertThat(ServerSentEvent.builder()
                        .reconnectDelay(Duration.ofMillis(1_500))
                        .build()
                        .getReconnectDelay())
                .isEqualTo(1_500);
        ServerSentEvent none =
                ServerSentEvent.builder().reconnectDelay(Duration.ofNanos(1)).build();
        assertThat(none.getReconnectDelay()).isZero();
        assertThat(none.isReconnectDelaySet()).isTrue();
    }

    @Test
    void aDelayThatIsNegativeOrEndlessIsRefusedThoughItsMillisecondsWouldMeanNotSet() {
        for (Duration delay :
                List.of(Duration.ofMillis(-1), Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
            ServerSentEvent.Builder event = ServerSentEvent.builder();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> event.reconnectDelay(delay))
                    .withMessageContaining(delay.toString());
        }
    }

    @Test
    void copiesEveryFieldOfAnotherImplementation() {
        OutboundSseEvent event = new OutboundEvent.Builder()
                .id("1")
                .name("n")
                .comment("c")
                .reconnectDelay(7)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(List.class, List.of("x"))
                .build();
        ServerSentEvent copy = ServerSentEvent.copyOf(event);
        assertThat(copy.getId()).isEqualTo("1");
        assertThat(copy.getName()).isEqualTo("n");
        assertThat(copy.getComment()).isEqualTo("c");
        assertThat(copy.getReconnectDelay()).isEqualTo(7);
        assertThat(copy.isReconnectDelaySet()).isTrue();
        assertThat(copy.getMediaType()).isEqualTo(MediaType.APPLICATION_JSON_TYPE);
        assertThat(copy.getData()).isEqualTo(List.of("x"));
    }

    @Test
    void leavesWhatIsNotSetNullAsJaxRsPrescribes() {
        ServerSentEvent event = ServerSentEvent.builder().build();
        assertThat(event.getId()).isNull();
        assertThat(event.getName()).isNull();
        assertThat(event.getComment()).isNull();
        assertThat(event.getData()).isNull();
        assertThat(event.getType()).isNull();
        assertThat(event.getGenericType()).isNull();
        assertThat(event.getReconnectDelay()).isEqualTo(SseEvent.RECONNECT_NOT_SET);
        assertThat(event.isReconnectDelaySet()).isFalse();
    }

    @Test
    void keepsTheGenericTypeOfAnEntity() {
        ServerSentEvent event = ServerSentEvent.of(new GenericEntity<List<String>>(List.of("x")) {});
        assertThat(event.getData()).isEqualTo(List.of("x"));
        assertThat(event.getGenericType()).isInstanceOf(ParameterizedType.class);
    }

    @Test
    void refusesNamesOfRivuletsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSentEvent.named("rivulet:gap", "{}"))
                .withMessageContaining("\"rivulet:gap\"")
                .withMessageContaining("begins with \"rivulet:\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSentEvent.copyOf(
                        new OutboundEvent.Builder().name("rivulet:").data("x").build()));
        assertThat(ServerSentEvent.named("rivulet", "x").getName()).isEqualTo("rivulet");
    }
}
