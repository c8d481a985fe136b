/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A log of the newest event of each key. A reader finds what follows its stamp and still holds: it never reads a value that
 * a newer one has replaced, and one that starts at the beginning reads the current value of every key.
 */
public final class CompactedLog extends ChannelLog {

    private static final int DROPPED_AT_ONCE = 1_000;

    private final History history;
    private final long ageNanos;
    private final Map<String, Entry> byKey = new HashMap<>(); // under the lock
    private final ConcurrentNavigableMap<Long, Entry> byStamp = new ConcurrentSkipListMap<>(); // written under the lock
    private final NavigableSet<Identified> byId = // written under the lock: those with an id of the application's
            new ConcurrentSkipListSet<>(
                    Comparator.comparingInt(Identified::hash).thenComparingLong(Identified::stamp));
    private volatile long heldBytes; // written under the lock
    private @Nullable Entry stored; // under the lock

    /**
     * An empty log.
     *
     * @param channel the channel's name
     * @param order stamps the events
     * @param history what to hold: a key counts as an event
     * @param nanoTime tells the age of events
     */
    public CompactedLog(String channel, NodeOrder order, History history, LongSupplier nanoTime) {
        this(channel, order, history, nanoTime, LogOrigin.PLAIN);
    }

    /**
     * A log that holds nothing.
     *
     * @param channel the channel's name
     * @param order stamps the events
     * @param history what to hold: a key counts as an event
     * @param nanoTime tells the age of events
     * @param origin how it begins
     */
    public CompactedLog(String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
        super(channel, order, nanoTime, origin);
        this.history = history;
        this.ageNanos = history.age().toNanos();
    }

    @Override
    public long oldest() {
        Map.Entry<Long, Entry> first = byStamp.firstEntry();
        return first == null ? head() + 1 : first.getValue().sequence(0);
    }

    /** Behind what has been dropped: before the current value of every key. */
    @Override
    public Start start() {
        Dropped last = dropped();
        return last.start(last.sequence() > 0);
    }

    @Override
    Start first() {
        return start();
    }

    @Override
    Start rewound(int events) {
        int left = events;
        for (Map.Entry<Long, Entry> entry : byStamp.descendingMap().entrySet()) {
            if (left == 0) {
                return new Start(entry.getValue().sequence(0), entry.getKey(), false);
            }
            left--;
        }
        return dropped().start(false);
    }

    @Override
    Start newest() {
        Map.Entry<Long, Entry> newest = byStamp.lastEntry();
        return newest == null
                ? dropped().start(false)
                : new Start(newest.getValue().sequence(0), newest.getKey(), false);
    }

    @Override
    public @Nullable Slice read(long sequence, long stamp) {
        if (sequence >= head()) {
            return null;
        }
        Map.Entry<Long, Entry> next = byStamp.higherEntry(stamp);
        // Asked after the search: a key in between that was dropped, not replaced, is a gap.
        return next == null || hasDroppedAfter(sequence) ? null : new Slice(this, next.getValue(), 0, 1);
    }

    @Override
    @Nullable
    Start find(ApplicationId id) {
        @Nullable Start newest = null;
        Identified from = new Identified(id.hash(), Long.MAX_VALUE);
        for (Identified known = byId.lower(from);
                known != null && known.hash() == id.hash();
                known = byId.lower(known)) {
            Entry entry = byStamp.get(known.stamp());
            if (entry != null && id.isAt(entry.bytes(), entry.idLine(0), entry.start(1))) {
                if (newest != null) {
                    return newest.asAfterGap();
                }
                newest = new Start(entry.sequence(0), entry.stamp(0), false);
            }
        }
        return newest;
    }

    @Override
    Start startAt(long stamp) {
        long head = head(); // first: what comes meanwhile is then behind it
        Map.Entry<Long, Entry> next = byStamp.higherEntry(stamp);
        return new Start(next == null ? head : next.getValue().sequence(0) - 1, stamp, false);
    }

    @Override
    @Nullable
    Remains remains() {
        return byStamp.isEmpty() ? Remains.withoutEvents(dropped(), evicted()) : null;
    }

    @Override
    void separate() {
        // each lies apart
    }

    @Override
    void store(long sequence, EncodedEvent event, byte @Nullable [] ownId, long now, @Nullable TracedEvent trace) {
        stored = new Entry(sequence, event, ownId, order(), now, trace);
    }

    /** The new value first, the one that it replaces after it: a reader in between sees both, and never none. */
    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    void reveal(long stamp, byte @Nullable [] ownId) {
        Entry entry = Objects.requireNonNull(stored, "stored before it is shown");
        stored = null;
        entry.stampWith(stamp, order());
        if (ownId != null) {
            byId.add(new Identified(ApplicationId.hash(ownId), stamp));
        }
        byStamp.put(stamp, entry);
        heldBytes += entry.cost();
        Entry replaced = byKey.put(entry.key(), entry);
        if (replaced != null) {
            byKey.remove(entry.key()); // so that the map holds the key of the value that it holds
            byKey.put(entry.key(), entry);
            forget(replaced);
        }
    }

    @Override
    boolean evict(long now) {
        return dropWhile(oldest -> mustGo(oldest, now));
    }

    @Override
    boolean dropOldest(long bytes, boolean newestToo) {
        return dropWhile(oldest -> heldBytes > bytes && (newestToo || oldest.sequence(0) != head()));
    }

    /** Drops the oldest, or as many as one may wait for; true if there is more. */
    private boolean dropWhile(Predicate<Entry> mustGo) {
        int count = 0;
        for (Entry oldest : byStamp.values()) {
            if (!mustGo.test(oldest)) {
                return false;
            }
            if (count == DROPPED_AT_ONCE) {
                return true;
            }
            drop(oldest);
            count++;
        }
        return false;
    }

    @Override
    public long takes() {
        return heldBytes;
    }

    private void drop(Entry oldest) {
        drop(Dropped.of(oldest, 0), 1);
        byKey.remove(oldest.key());
        forget(oldest);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    private void forget(Entry entry) {
        byStamp.remove(entry.stamp(0));
        if (entry.hasApplicationId(0)) {
            byId.remove(new Identified(entry.idHash(), entry.stamp(0)));
        }
        heldBytes -= entry.cost();
    }

    private boolean mustGo(Entry entry, long now) {
        if (now - entry.appendedAt(0) > ageNanos) {
            return true;
        }
        return entry.sequence(0) < head() && (byKey.size() > history.events() || heldBytes > history.bytes());
    }

    /** An event with an id of the application's, found by the hash of that. */
    private record Identified(int hash, long stamp) {}
}
