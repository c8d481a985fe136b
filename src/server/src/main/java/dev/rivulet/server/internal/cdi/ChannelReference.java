/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.Subscriptions;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.Serializable;

/**
 * What is injected for a channel: its name, and the way to it. CDI guarantees that the client proxy of a bean of a normal
 * scope, as {@link Channels} is, can be serialised.
 *
 * @param name the channel's
 * @param channels a client proxy
 * @see <a href="https://jakarta.ee/specifications/cdi/4.0/jakarta-cdi-spec-4.0#passivation_capable_dependency">Jakarta CDI
 *     4.0, Passivation capable dependencies</a>
 */
@SuppressWarnings("serial") // the client proxy is serialisable, its interface need not be
record ChannelReference(String name, Channels channels) implements EventChannel, Serializable {

    private EventChannel channel() {
        return channels.get(name);
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
    public void register(SseEventSink sink) {
        channel().register(sink);
    }

    @Override
    public void register(SseEventSink sink, String lastEventId) {
        channel().register(sink, lastEventId);
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
