/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The JAX-RS face of a {@link Connection}: registered consumers instead of listeners, and JAX-RS's own rules. */
final class JaxRsEventSource implements SseEventSource {

    private final WebTarget target;
    private final Duration reconnectionTime;
    private final InboundListeners listeners = new InboundListeners();
    private final AtomicReference<@Nullable Opened> opened = new AtomicReference<>();

    private record Opened(Connection connection, SerialExecutor serial) {}

    JaxRsEventSource(WebTarget target, Duration reconnectionTime) {
        this.target = target;
        this.reconnectionTime = reconnectionTime;
    }

    @Override
    public void register(Consumer<InboundSseEvent> onEvent) {
        register(onEvent, cause -> {}, () -> {});
    }

    @Override
    public void register(Consumer<InboundSseEvent> onEvent, Consumer<Throwable> onError) {
        register(onEvent, onError, () -> {});
    }

    @Override
    public void register(Consumer<InboundSseEvent> onEvent, Consumer<Throwable> onError, Runnable onComplete) {
        listeners.add(onEvent, onError, onComplete);
    }

    @Override
    public void open() {
        InboundDelivery.Comments comments = new InboundDelivery.Comments();
        SourceSettings settings = new EventSourceBuilder(target)
                .reconnectionTime(reconnectionTime)
                .backoff(Backoff.NONE)
                .responsePolicy(JaxRsResponses.POLICY)
                .comments(comments)
                .settings();
        EntityReader reader = new EntityReader(target);
        Connection connection = new Connection(settings, own -> new InboundDelivery(own, listeners, comments, reader));
        if (!opened.compareAndSet(null, new Opened(connection, settings.serial()))) {
            throw new IllegalStateException("The event source has been opened before");
        }
        connection.start();
    }

    /** True also while it waits to reconnect. */
    @Override
    public boolean isOpen() {
        Opened current = opened.get();
        return current != null && current.connection().state() != ReadyState.CLOSED;
    }

    @Override
    public boolean close(long timeout, TimeUnit unit) {
        Opened current = opened.get();
        if (current == null) {
            return true;
        }
        current.connection().close();
        if (current.serial().isCurrent()) { // a consumer closes, and cannot wait for itself
            return true;
        }
        CountDownLatch idle = new CountDownLatch(1);
        current.serial().execute(idle::countDown);
        try {
            return idle.await(timeout, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
