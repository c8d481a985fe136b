/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.FiniteChannel;
import dev.rivulet.server.Outcome;
import dev.rivulet.server.Position;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.internal.engine.EngineChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A finite channel as applications have it: once its name has another one, still itself. */
final class NodeFiniteChannel extends NodeChannel implements FiniteChannel {

    private final Feeds feeds;

    NodeFiniteChannel(
            ChannelName name,
            EngineChannel channel,
            Engine engine,
            EventEncoder encoder,
            Sinks sinks,
            Announcer announcer,
            Feeds feeds) {
        super(name, channel, engine, encoder, sinks, announcer);
        this.feeds = feeds;
    }

    @Override
    public Position end() {
        channel().end();
        feeds.channelEnded(name().value());
        return position();
    }

    @Override
    public Position fail(String reason) {
        channel().fail(Objects.requireNonNull(reason, "reason"));
        feeds.channelEnded(name().value());
        return position();
    }

    @Override
    public boolean hasEnded() {
        return channel().hasEnded();
    }

    @Override
    public void whenAbandoned(Duration patience, Runnable action) {
        Objects.requireNonNull(action, "action");
        channel().whenAbandoned(patience, () -> {
            try {
                action.run();
            } finally {
                feeds.channelAbandoned(name().value());
            }
        });
    }

    @Override
    public CompletionStage<Outcome> feed(Flow.Publisher<?> publisher) {
        return feeds.feed(this, channel(), Objects.requireNonNull(publisher, "publisher"));
    }

    @Override
    public CompletionStage<Outcome> feed(Iterator<?> items) {
        return feeds.feed(this, channel(), Objects.requireNonNull(items, "items"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeFiniteChannel known
                && super.equals(known)
                && channel().isSameAs(known.channel());
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
