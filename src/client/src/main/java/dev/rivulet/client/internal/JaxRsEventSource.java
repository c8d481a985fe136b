/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.ReadyState;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JAX-RS face of a {@link Connection}: registered consumers instead of listeners, and JAX-RS's own rules. */
public final class JaxRsEventSource implements SseEventSource {

    private final WebTarget target;
    private final Opener opener;
    private final InboundConsumers consumers = new InboundConsumers();
    private final AtomicReference<@Nullable Connection> opened = new AtomicReference<>();

    /** Makes the connection of a source that is opened. */
    @FunctionalInterface
    public interface Opener {
        /** One that tells its comments and its events. */
        Connection connect(CommentListener comments, Function<Connection, Delivery> delivery);
    }

    /** One that is closed until it is opened. */
    public JaxRsEventSource(WebTarget target, Opener opener) {
        this.target = target;
        this.opener = opener;
    }

    @Override
    public void register(Consumer<InboundSseEvent> onEvent) {
        register(onEvent, InboundConsumers.IGNORING, () -> {});
    }

    @Override
    public void register(Consumer<InboundSseEvent> onEvent, Consumer<Throwable> onError) {
        register(onEvent, onError, () -> {});
    }

    @Override
    public void register(Consumer<InboundSseEvent> onEvent, Consumer<Throwable> onError, Runnable onComplete) {
        consumers.add(onEvent, onError, onComplete);
    }

    @Override
    public void open() {
        InboundDelivery.Comments comments = new InboundDelivery.Comments();
        EntityReader reader = new EntityReader(target);
        Connection connection = opener.connect(comments, own -> new InboundDelivery(own, consumers, comments, reader));
        if (!opened.compareAndSet(null, connection)) {
            throw new IllegalStateException("The event source has been opened before");
        }
        connection.start();
    }

    /** True also while it waits to reconnect. */
    @Override
    public boolean isOpen() {
        Connection current = opened.get();
        return current != null && current.readyState() != ReadyState.CLOSED;
    }

    @Override
    public boolean close(long timeout, TimeUnit unit) {
        Connection current = opened.get();
        if (current == null) {
            return true;
        }
        current.close();
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
