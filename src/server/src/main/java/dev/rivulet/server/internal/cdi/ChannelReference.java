/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.SubscribeOptions;
import dev.rivulet.server.Subscriptions;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is injected for a channel: its name, and the way to it. Only the name is serialised, since not every server gives back a
 * client proxy of CDI's; a reference that comes back from passivation asks CDI for the way.
 */
final class ChannelReference implements EventChannel, Serializable {

    private static final long serialVersionUID = 1L;

    private final String value;
    private final transient ChannelName name;
    private final transient @Nullable Channels injected;

    ChannelReference(ChannelName name, @Nullable Channels injected) {
        this.value = name.value();
        this.name = name;
        this.injected = injected;
    }

    private Object readResolve() {
        return new ChannelReference(ChannelName.of(value), null);
    }

    private EventChannel channel() {
        Channels channels = injected != null
                ? injected
                : CDI.current().select(Channels.class).get();
        return channels.get(name);
    }

    @Override
    public ChannelName name() {
        return name;
    }

    @Override
    public Position publish(Object payload) {
        return channel().publish(payload);
    }

    @Override
    public Position position() {
        return channel().position();
    }

    @Override
    public void subscribe(SseEventSink sink) {
        channel().subscribe(sink);
    }

    @Override
    public void subscribe(SseEventSink sink, String lastEventId) {
        channel().subscribe(sink, lastEventId);
    }

    @Override
    public void subscribe(SseEventSink sink, SubscribeOptions options) {
        channel().subscribe(sink, options);
    }

    @Override
    public int subscribers() {
        return channel().subscribers();
    }

    @Override
    public Subscriptions subscriptions() {
        return channel().subscriptions();
    }

    @Override
    public long lag() {
        return channel().lag();
    }

    @Override
    public ChannelCounts counts() {
        return channel().counts();
    }

    @Override
    public SseBroadcaster broadcaster() {
        return channel().broadcaster();
    }

    @Override
    public String toString() {
        return "channel " + name;
    }
}
