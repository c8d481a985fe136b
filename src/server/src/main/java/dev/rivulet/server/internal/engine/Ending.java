/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.Outcome;
import dev.rivulet.server.internal.engine.delivery.ChannelFeeds;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How a finite channel ends: by its publisher's word, or because all who read it have left. Thread-safe. */
final class Ending {

    private final LongSupplier nanoTime;
    private final List<Abandonment> abandonments = new ArrayList<>(0); // guarded by this
    private volatile @Nullable End end;

    /** What is to be done when no one has read it for a while. */
    private record Abandonment(long nanos, Runnable action) {}

    /** Its last event, when that was appended, and what it says. */
    private record End(long stamp, long at, Outcome outcome) {}

    Ending(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Appends the end, unless it is there; whether it is this one. */
    boolean end(ChannelLog log, ChannelFeeds feeds, Outcome outcome) {
        long stamp = log.end(outcome);
        if (stamp == ChannelLog.NOT_TAKEN) {
            return false;
        }
        end = new End(stamp, nanoTime.getAsLong(), outcome);
        feeds.wake();
        feeds.end();
        synchronized (this) {
            abandonments.clear();
        }
        return true;
    }

    synchronized void whenAbandoned(Duration after, Runnable action) {
        if (end == null) {
            abandonments.add(new Abandonment(after.toNanos(), action));
        }
    }

    /** What is to be done now, since all readers have left long enough ago; each once. */
    synchronized List<Runnable> due(ChannelFeeds feeds) {
        List<Runnable> due = new ArrayList<>(0);
        for (Iterator<Abandonment> rest = abandonments.iterator(); rest.hasNext(); ) {
            Abandonment abandonment = rest.next();
            if (feeds.hasLeft(abandonment.nanos())) {
                due.add(abandonment.action());
                rest.remove();
            }
        }
        return due;
    }

    /** Whether it has ended, and that long ago. */
    boolean hasLingered(long nanos, long now) {
        End known = end;
        return known != null && now - known.at() >= nanos;
    }

    boolean hasEnded() {
        return end != null;
    }

    /** What its readers are told, if it has ended. */
    Optional<Outcome> outcome() {
        return Optional.ofNullable(end).map(End::outcome);
    }

    /** The end's stamp; none is lower while it has not ended. */
    long stamp() {
        End known = end;
        return known == null ? Long.MAX_VALUE : known.stamp();
    }
}
