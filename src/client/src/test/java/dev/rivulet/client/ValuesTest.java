/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Values that applications make. */
class ValuesTest {

    @Test
    void eventTypesAreEqualByNameAndKind() {
        assertThat(EventType.message("a"))
                .isEqualTo(EventType.message("a"))
                .hasSameHashCodeAs(EventType.message("a"))
                .isNotEqualTo(EventType.message("b"));
        assertThat(EventType.message("message")).isEqualTo(EventType.MESSAGE);
        assertThat(EventType.message("open")).isNotEqualTo(EventType.OPEN);
        assertThat(EventType.message("error")).isNotEqualTo(EventType.ERROR);
    }

    @Test
    void backoffIsItsBounds() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(backoff).isEqualTo(Backoff.DEFAULT).hasSameHashCodeAs(Backoff.DEFAULT);
        assertThat(backoff.initial()).hasSeconds(1);
        assertThat(backoff.max()).hasSeconds(30);
        assertThat(backoff).isNotEqualTo(Backoff.NONE);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT2S");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(-1), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void decisionSaysWhatAndWhen() {
        assertThat(ResponsePolicy.Decision.retry().action()).isEqualTo(ResponsePolicy.Action.RETRY);
        assertThat(ResponsePolicy.Decision.retry().delay()).isEmpty();
        assertThat(ResponsePolicy.Decision.retry(Duration.ofSeconds(3)).delay()).hasValue(Duration.ofSeconds(3));
        assertThatThrownBy(() -> ResponsePolicy.Decision.retry(Duration.ofSeconds(-3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-3S");
    }

    @Test
    void bodyNeedsAMethod() {
        EventSourceBuilder builder = EventSource.builder("http://127.0.0.1/").body("q", "text/plain");
        assertThatThrownBy(builder::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("method");
    }

    @Test
    void initIsWhatItSays() {
        assertThat(new EventSourceInit(true))
                .isEqualTo(new EventSourceInit(true))
                .isNotEqualTo(new EventSourceInit(false));
    }
}
