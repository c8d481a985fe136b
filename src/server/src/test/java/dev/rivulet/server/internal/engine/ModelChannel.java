/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The truth about a channel: how many events it has ever had, over all restarts and beginnings, and what became of it. Its events are
 * numbered from 0, without a break.
 */
final class ModelChannel {

    final String name;
    final boolean finite;
    final int events;
    final long bytes;
    final SlowReaders policy;
    private final Map<Long, Integer> publishedAtEnd = new HashMap<>(); // this run of the node
    private final List<Long> stamps = new ArrayList<>(); // this beginning
    private long lastForgottenEnd; // this run
    private int published;
    private int publishedBefore; // this beginning
    private long watermark; // the highest stamp of what had been forgotten when it was made
    private long end; // this beginning's, 0 before
    private boolean known;
    private int beginnings;

    ModelChannel(String name, boolean finite, int events, long bytes, SlowReaders policy) {
        this.name = name;
        this.finite = finite;
        this.events = events;
        this.bytes = bytes;
        this.policy = policy;
    }

    void crash() {
        forget();
        publishedAtEnd.clear();
        lastForgottenEnd = 0;
    }

    void make(long forgottenUpTo) {
        known = true;
        beginnings++;
        watermark = forgottenUpTo;
    }

    /** The newest stamp that it had. */
    long forget() {
        long newest = newest();
        if (end > 0) {
            lastForgottenEnd = end;
        }
        known = false;
        publishedBefore = published;
        stamps.clear();
        watermark = 0;
        end = 0;
        return newest;
    }

    int takeNumber() {
        return published++;
    }

    void stamped(long stamp) {
        stamps.add(stamp);
    }

    void ended(long stamp) {
        end = stamp;
        publishedAtEnd.put(stamp, published);
    }

    long newest() {
        return Math.max(end, stamps.isEmpty() ? watermark : stamps.get(stamps.size() - 1));
    }

    boolean isKnown() {
        return known;
    }

    boolean isOpen() {
        return known && end == 0;
    }

    boolean hasEnded() {
        return end > 0;
    }

    /** Whether who has that stamp has everything that it will ever have. */
    boolean isComplete(long stamp) {
        long last = known ? end : lastForgottenEnd;
        return last > 0 && last <= stamp;
    }

    /** How often it has been made or begun. */
    int beginnings() {
        return beginnings;
    }

    int published() {
        return published;
    }

    int publishedBefore() {
        return publishedBefore;
    }

    /** How many it had had when it ended there, if it did. */
    Optional<Integer> publishedAtEnd(long stamp) {
        return Optional.ofNullable(publishedAtEnd.get(stamp));
    }

    /** The number of the first event behind a stamp. */
    int next(long stamp) {
        return publishedBefore
                + (int) stamps.stream().filter(given -> given <= stamp).count();
    }

    /** Whether it may have been forgotten with events behind that stamp. */
    boolean mayHaveForgotten(long stamp) {
        return stamp < watermark;
    }
}
