/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelEndedException;
import dev.rivulet.server.FiniteChannel;
import dev.rivulet.server.Outcome;
import dev.rivulet.server.internal.engine.EngineChannel;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** What feeds finite channels, from the first item to the channel's end. Thread-safe. */
public final class Feeds {

    private final int window;
    private final Executor asking;
    private final Executor iterating;
    private final Map<String, Set<PublisherFeed>> byChannel = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /**
     * Nothing as yet.
     *
     * @param window how many events what feeds a channel may be ahead of its slowest reader
     * @param asking asks publishers for more, and tells of the end
     * @param iterating asks iterators, which may keep its threads
     */
    public Feeds(int window, Executor asking, Executor iterating) {
        this.window = window;
        this.asking = asking;
        this.iterating = iterating;
    }

    CompletionStage<Outcome> feed(FiniteChannel channel, EngineChannel log, Iterator<?> items) {
        return feed(channel, log, new IteratorPublisher(items, iterating));
    }

    CompletionStage<Outcome> feed(FiniteChannel channel, EngineChannel log, Flow.Publisher<?> publisher) {
        if (channel.hasEnded()) {
            throw new ChannelEndedException(channel.name());
        }
        String name = channel.name().value();
        PublisherFeed feed = new PublisherFeed(channel, log, window, asking, over -> remove(name, over));
        byChannel.compute(name, (key, known) -> {
            Set<PublisherFeed> feeds = known == null ? ConcurrentHashMap.newKeySet(1) : known;
            feeds.add(feed);
            return feeds;
        });
        log.whenMoved(() -> forEach(name, PublisherFeed::readersMoved));
        feed.start(publisher);
        if (stopped) {
            feed.applicationStops();
        }
        feed.endWithChannel(); // if that has ended meanwhile
        return feed.outcome();
    }

    /** A channel has been ended. */
    void channelEnded(String name) {
        forEach(name, PublisherFeed::endWithChannel);
    }

    /** Nobody wants a channel any more. */
    void channelAbandoned(String name) {
        forEach(name, PublisherFeed::abandon);
    }

    /** On a delivery loop, about once a second: finds what has changed without a word, such as readers that have left. */
    public void tick() {
        byChannel.values().forEach(feeds -> feeds.forEach(PublisherFeed::tick));
    }

    /** The application stops: what is fed ends as failed. */
    public void stop() {
        stopped = true;
        byChannel.values().forEach(feeds -> feeds.forEach(PublisherFeed::applicationStops));
    }

    /** How many there are. */
    int size() {
        return byChannel.values().stream().mapToInt(Set::size).sum();
    }

    private void forEach(String name, Consumer<PublisherFeed> action) {
        Set<PublisherFeed> feeds = byChannel.get(name);
        if (feeds != null) {
            feeds.forEach(action);
        }
    }

    private void remove(String name, PublisherFeed over) {
        byChannel.computeIfPresent(name, (key, feeds) -> {
            feeds.remove(over);
            return feeds.isEmpty() ? null : feeds;
        });
    }
}
