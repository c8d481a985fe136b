/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final FakeNode node = new FakeNode();
    private Duration patience = Duration.ofSeconds(30);

    /** A server brings one. */
    @BeforeAll
    static void provideResponses() {
        HealthCheckResponse.setResponseProvider(Builder::new);
    }

    @Test
    void livesWhenTheProbeComesOut() {
        node.probe.complete(null);
        assertThat(new DeliveryCheck(node, patience).call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void doesNotLiveWhenItStaysInside() {
        patience = Duration.ofMillis(1);
        HealthCheckResponse response = new DeliveryCheck(node, patience).call();
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData().orElseThrow().get("reason")).asString().contains("rivulet-delivery");
    }

    @Test
    void doesNotLiveWhenTheLoopsHaveEnded() {
        node.probe.completeExceptionally(new IllegalStateException("ended"));
        assertThat(new DeliveryCheck(node, patience).call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void anInterruptedCheckStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThat(new DeliveryCheck(node, patience).call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void isReadyAsLongAsTheNodeWantsStreams() {
        assertThat(new StreamsCheck(node).call().getStatus()).isEqualTo(Status.UP);
        assertThat(new StreamsCheck(node).call().getData().orElseThrow()).containsEntry("streams", 7L);
        node.ready = false;
        assertThat(new StreamsCheck(node).call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void channelsThatRunOutAreToldWhileTheNodeStaysReady() {
        assertThat(streams()).containsEntry("channels", 3L).containsEntry("channelLimit", 10L);
        assertThat(streams()).doesNotContainKey("warning");
        node.channels = 7;
        assertThat(streams()).doesNotContainKey("warning");
        node.channels = 8;
        assertThat(streams().get("warning")).asString().startsWith("Few more");
        node.channels = 10;
        assertThat(streams().get("warning")).asString().startsWith("No more").contains("rivulet.limit.channels");
        assertThat(new StreamsCheck(node).call().getStatus()).isEqualTo(Status.UP);
    }

    private Map<String, Object> streams() {
        return new StreamsCheck(node).call().getData().orElseThrow();
    }

    private static final class Builder extends HealthCheckResponseBuilder {

        private final Map<String, Object> data = new TreeMap<>();
        private String name = "";
        private Status status = Status.DOWN;

        @Override
        public HealthCheckResponseBuilder name(String name) {
            this.name = name;
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, String value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, long value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, boolean value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder up() {
            return status(true);
        }

        @Override
        public HealthCheckResponseBuilder down() {
            return status(false);
        }

        @Override
        public HealthCheckResponseBuilder status(boolean up) {
            status = up ? Status.UP : Status.DOWN;
            return this;
        }

        @Override
        public HealthCheckResponse build() {
            return new HealthCheckResponse(name, status, Optional.of(data));
        }
    }
}
