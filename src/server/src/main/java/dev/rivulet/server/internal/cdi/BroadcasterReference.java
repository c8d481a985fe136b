/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.Serializable;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is injected for a channel as the JAX-RS type: a broadcaster of its own from the first use. One that comes back from
 * passivation begins anew, without listeners.
 */
final class BroadcasterReference implements SseBroadcaster, Serializable {

    private static final long serialVersionUID = 1L;

    private final ChannelReference channel;

    private transient volatile @Nullable SseBroadcaster broadcaster;

    BroadcasterReference(ChannelReference channel) {
        this.channel = channel;
    }

    @Override
    public void onError(BiConsumer<SseEventSink, Throwable> onError) {
        broadcaster().onError(onError);
    }

    @Override
    public void onClose(Consumer<SseEventSink> onClose) {
        broadcaster().onClose(onClose);
    }

    @Override
    public void register(SseEventSink sink) {
        broadcaster().register(sink);
    }

    @Override
    public CompletionStage<?> broadcast(OutboundSseEvent event) {
        return broadcaster().broadcast(event);
    }

    @Override
    public void close() {
        broadcaster().close();
    }

    @Override
    public void close(boolean cascading) {
        broadcaster().close(cascading);
    }

    @Override
    public String toString() {
        return "broadcaster of " + channel;
    }

    private SseBroadcaster broadcaster() {
        SseBroadcaster made = broadcaster;
        if (made == null) {
            synchronized (this) {
                made = broadcaster;
                if (made == null) {
                    made = channel.broadcaster();
                    broadcaster = made;
                }
            }
        }
        return made;
    }
}
