/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.Position;
import dev.rivulet.server.internal.engine.delivery.ChannelFeeds;
import dev.rivulet.server.internal.engine.delivery.Cursor;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import java.util.Optional;

/** A channel: its log, and who reads it. Thread-safe. */
public final class EngineChannel {

    private final String name;
    private final ChannelLog log;
    private final ChannelFeeds feeds;

    EngineChannel(String name, ChannelLog log, ChannelFeeds feeds) {
        this.name = name;
        this.log = log;
        this.feeds = feeds;
    }

    /**
     * Its name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Its name, as clients call it.
     *
     * @return the name, or {@code @me} for a user's own
     */
    public String clientName() {
        return log.clientName();
    }

    /**
     * Publishes an event: appends it to the log and wakes the loops that have readers. Never blocks on one.
     *
     * @param event the event
     * @return its position
     */
    public Position publish(EncodedEvent event) {
        long stamp = log.append(event);
        feeds.wake();
        return log.order().position(stamp);
    }

    /**
     * Where the log stands.
     *
     * @return the newest event's position
     */
    public Position position() {
        return log.position();
    }

    /**
     * How many open streams read it.
     *
     * @return the number
     */
    public int subscribers() {
        return feeds.subscribers();
    }

    /**
     * How far the slowest of them was behind at its loop's last tick.
     *
     * @return events
     */
    public long lag() {
        return feeds.lag();
    }

    /**
     * What has happened to it and to its streams.
     *
     * @return a snapshot
     */
    public ChannelCounts counts() {
        return feeds.counts();
    }

    Cursor cursor(Optional<String> resumeAt) {
        return Cursor.at(feeds, resumeAt);
    }

    void expire() {
        log.expire();
    }
}
