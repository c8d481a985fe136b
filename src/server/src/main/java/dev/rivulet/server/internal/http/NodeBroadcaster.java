/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.Position;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel as the JAX-RS type. Listeners are called on a thread that serves nothing else than the application's listeners,
 * {@code onError} before {@code onClose}, each once a sink.
 *
 * @see <a href="https://jakarta.ee/specifications/restful-ws/3.1/jakarta-restful-ws-spec-3.1#broadcasting">Jakarta REST
 *     3.1, section 9.4, Broadcasting</a>
 */
final class NodeBroadcaster implements SseBroadcaster, SinkListener {

    private final NodeChannel channel;
    private final Announcer announcer;
    private final List<BiConsumer<SseEventSink, Throwable>> errorListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<SseEventSink>> closeListeners = new CopyOnWriteArrayList<>();
    private final Set<RegisteredSink> sinks = ConcurrentHashMap.newKeySet();
    private volatile boolean cascading; // written before closed
    private volatile boolean closed;

    NodeBroadcaster(NodeChannel channel, Announcer announcer) {
        this.channel = channel;
        this.announcer = announcer;
    }

    @Override
    public void onError(BiConsumer<SseEventSink, Throwable> onError) {
        requireOpen();
        errorListeners.add(Objects.requireNonNull(onError, "onError"));
    }

    @Override
    public void onClose(Consumer<SseEventSink> onClose) {
        requireOpen();
        closeListeners.add(Objects.requireNonNull(onClose, "onClose"));
    }

    @Override
    public void register(SseEventSink sink) {
        requireOpen();
        channel.subscribe(Objects.requireNonNull(sink, "sink"), this);
    }

    /** Publishes; the stage is complete, with the event's position, since the channel's log has it. */
    @Override
    public CompletionStage<Position> broadcast(OutboundSseEvent event) {
        requireOpen();
        return CompletableFuture.completedStage(channel.publish(Objects.requireNonNull(event, "event")));
    }

    @Override
    public void close() {
        close(true);
    }

    @Override
    public void close(boolean withItsSinks) {
        if (withItsSinks) {
            cascading = true;
        }
        closed = true;
        if (withItsSinks) {
            sinks.forEach(sink -> sink.subscription().close());
        }
    }

    @Override
    public void registered(RegisteredSink sink) {
        sinks.add(sink);
        if (closed && cascading) {
            sink.subscription().close();
        }
    }

    @Override
    public void released(RegisteredSink sink) {
        sinks.remove(sink);
    }

    /** Has the listeners called, each whatever the others do. */
    @Override
    public void closed(SseEventSink sink, @Nullable Throwable cause) {
        if (cause != null) {
            errorListeners.forEach(listener -> announcer.run(() -> listener.accept(sink, cause)));
        }
        closeListeners.forEach(listener -> announcer.run(() -> listener.accept(sink)));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This broadcaster of " + channel + " is closed");
        }
    }
}
