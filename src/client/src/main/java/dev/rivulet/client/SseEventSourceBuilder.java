/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import dev.rivulet.client.internal.Durations;
import dev.rivulet.client.internal.JaxRsEventSource;
import dev.rivulet.client.internal.JaxRsResponses;
import dev.rivulet.client.internal.Threads;
import dev.rivulet.client.internal.Timing;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.sse.SseEventSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Builds a JAX-RS {@link SseEventSource} over Rivulet's client. Use it as it is, or let
 * {@link SseEventSource#target SseEventSource.target} find it: this jar does not announce it, so that an application that
 * only wanted {@link EventSource} keeps what it has. One that wants it says so in a file of its own,
 * {@code META-INF/services/jakarta.ws.rs.sse.SseEventSource$Builder}, with this class's name; the first on the class path
 * counts, and a server's own comes before an application's.
 *
 * @see <a href="https://jakarta.ee/specifications/restful-ws/3.1/jakarta-restful-ws-spec-3.1#sse_client_api">Jakarta
 *     REST 3.1, section 9.2, Client API</a>
 */
public final class SseEventSourceBuilder extends SseEventSource.Builder {

    private static final Duration RECONNECTION_TIME = Duration.ofMillis(500);

    private @Nullable WebTarget target;
    private Duration reconnectionTime = RECONNECTION_TIME;
    private Timing timing = new Timing.Scheduled(Threads.timer());

    /** A builder without a target. */
    public SseEventSourceBuilder() {}

    @Override
    public SseEventSourceBuilder target(WebTarget endpoint) {
        target = endpoint;
        return this;
    }

    /**
     * Sets the time to wait before reconnecting, exactly.
     *
     * @param delay 500 ms unless set
     * @param unit the delay's unit
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    @Override
    public SseEventSourceBuilder reconnectingEvery(long delay, TimeUnit unit) {
        if (delay < 1) {
            throw new IllegalArgumentException("Reconnection delay " + delay + " " + unit + " is not positive");
        }
        reconnectionTime = Durations.ofMillis(Math.max(1, unit.toMillis(delay)));
        return this;
    }

    SseEventSourceBuilder timing(Timing timing) {
        this.timing = timing;
        return this;
    }

    @Override
    public SseEventSource build() {
        WebTarget endpoint = target;
        if (endpoint == null) {
            throw new IllegalStateException("No target: call target(WebTarget) first");
        }
        Duration time = reconnectionTime;
        Timing clock = timing;
        return new JaxRsEventSource(
                endpoint,
                (comments, delivery) -> new EventSourceBuilder(endpoint)
                        .reconnectionTime(time)
                        .backoff(Backoff.NONE)
                        .responsePolicy(JaxRsResponses.POLICY)
                        .comments(comments)
                        .timing(clock)
                        .connect(delivery));
    }
}
