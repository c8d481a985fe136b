/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.internal.engine.delivery.ChannelMeter;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.Outcome;
import dev.rivulet.server.internal.engine.log.Remains;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All channels by name, from the first who asks for one until it is forgotten. A channel is live, or quiet, or unknown; it changes
 * from one to the other in the map alone, under the map's lock for its name. Thread-safe.
 *
 * <p>Of what has been forgotten one number is kept: the highest stamp among all of it. A channel that comes back begins as one that
 * may have had events up to there. Who resumes at that stamp or a later one has missed nothing of it; who resumes before it may have,
 * and is told so.
 */
final class KnownChannels {

    private final Map<String, Known> byName = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong(); // the highest stamp
    private final AtomicReference<@Nullable ChannelCounts> forgottenCounts = new AtomicReference<>();
    private final ForgottenEnds ends = new ForgottenEnds();
    private final LifeMeter meter = new LifeMeter();
    private final ChannelLimit limit;
    private final Set<String> kept;
    private final Consumer<String> onForgotten;
    private final LongSupplier nanoTime;

    KnownChannels(ChannelLimit limit, Set<String> kept, Consumer<String> onForgotten, LongSupplier nanoTime) {
        this.limit = limit;
        this.kept = kept;
        this.onForgotten = onForgotten;
        this.nanoTime = nanoTime;
    }

    /** Makes the name known. */
    void add(String name) {
        if (!byName.containsKey(name)) {
            byName.computeIfAbsent(name, key -> limited(() -> QuietChannel.unused(past(), nanoTime.getAsLong())));
        }
    }

    /** The channel as it is now, where a log is to be written or read: made live if it is not. */
    LiveChannel live(String name, ChannelMaker maker) {
        return (LiveChannel) byName.compute(name, (key, known) -> {
            if (known instanceof LiveChannel live) {
                return live;
            }
            if (known instanceof QuietChannel quiet) {
                return maker.ordinary(key, quiet.remains(), quiet.meter());
            }
            return limited(() -> maker.ordinary(key, past(), new ChannelMeter(0)));
        });
    }

    /** Begins a finite channel, unless there is another channel of that name that has events to come or readers. */
    LiveChannel begin(String name, ChannelMaker maker) {
        LiveChannel begun = (LiveChannel) byName.compute(name, (key, known) -> {
            if (kept.contains(key)) {
                throw new BeginException(key, "an injection point names it, so it is an ordinary channel");
            }
            if (known == null) {
                return limited(() -> maker.finite(key, past()));
            }
            Known gone = replaceable(key, known);
            letGo(key, gone, true);
            if (gone instanceof LiveChannel ended) {
                ended.feeds().replace();
            }
            return maker.finite(key, past());
        });
        meter.begun.increment();
        return begun;
    }

    /** Ends a finite channel, if this is the first to do so. */
    boolean end(LiveChannel channel, Outcome outcome) {
        boolean isFirst = channel.ending().orElseThrow().end(channel.log(), channel.feeds(), outcome);
        if (isFirst) {
            (outcome.reason().isPresent() ? meter.failed : meter.ended).increment();
            meter.lingering.increment();
        }
        return isFirst;
    }

    @Nullable
    Known find(String name) {
        return byName.get(name);
    }

    /** As it is; one that is not known is as one that has never been used. */
    Known get(String name) {
        Known known = byName.get(name);
        return known == null ? QuietChannel.unused(past(), nanoTime.getAsLong()) : known;
    }

    Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    int size() {
        return byName.size();
    }

    /** Those that may hold something. */
    Stream<ChannelLog> logs() {
        return byName.values().stream().mapMulti((known, logs) -> {
            if (known instanceof LiveChannel live) {
                logs.accept(live.log());
            }
        });
    }

    LifeCounts counts() {
        return meter.counts();
    }

    Optional<ChannelCounts> forgottenCounts() {
        return Optional.ofNullable(forgottenCounts.get());
    }

    LifeMeter meter() {
        return meter;
    }

    /** A walk over all, those that come meanwhile perhaps among them. */
    Iterator<Map.Entry<String, Known>> entries() {
        return byName.entrySet().iterator();
    }

    /** Whether that channel has ended at that stamp or before, be it known or forgotten. */
    boolean hasEnded(String name, long stamp) {
        Known known = byName.get(name);
        if (known == null) {
            return ends.hasEnded(name, stamp);
        }
        return known instanceof LiveChannel live
                && live.ending().filter(ending -> ending.stamp() <= stamp).isPresent();
    }

    /** Puts a live channel without events and readers to rest; what it is then. */
    @Nullable
    Known rest(String name, LiveChannel live) {
        return byName.computeIfPresent(
                name,
                (key, known) ->
                        known == live ? live.rest().<Known>map(quiet -> quiet).orElse(live) : known);
    }

    /** Forgets a quiet channel, unless it is kept. */
    void forget(String name, QuietChannel quiet) {
        if (!kept.contains(name)) {
            forget(name, quiet, true);
        }
    }

    /** Forgets a finite channel that has lingered, unless someone still reads it. */
    void forget(String name, LiveChannel ended) {
        forget(name, ended, ended.feeds().close());
    }

    private void forget(String name, Known gone, boolean isFree) {
        Known rest = isFree
                ? byName.computeIfPresent(name, (key, known) -> {
                    if (known != gone) {
                        return known;
                    }
                    letGo(key, gone, false);
                    limit.release();
                    return null;
                })
                : gone;
        if (rest == null) {
            onForgotten.accept(name);
        }
    }

    /** Under the name's lock: what is remembered of a channel that goes. */
    private void letGo(String name, Known gone, boolean isReplaced) {
        long stamp = gone.stamp();
        if (gone instanceof LiveChannel ended) {
            stamp = isReplaced ? ended.log().replace() : ended.log().close();
            ends.add(name, stamp);
            meter.lingering.decrement();
        }
        forgotten.accumulateAndGet(stamp, Math::max);
        meter.forgotten.increment();
        ChannelCounts counts = gone.counts();
        forgottenCounts.updateAndGet(before -> before == null ? counts : before.plus(counts));
    }

    private static Known replaceable(String name, Known known) {
        if (known instanceof LiveChannel live) {
            if (live.hasEnded()) {
                return live;
            }
            return live.rest()
                    .orElseThrow(() -> new BeginException(
                            name,
                            live.isFinite()
                                    ? "it has begun already, and not ended"
                                    : "an ordinary channel of that name has events or readers"));
        }
        return known;
    }

    /** What is known of a channel that is not known. */
    private Remains past() {
        return Remains.unknownUpTo(forgotten.get());
    }

    /** Makes one more, if there may be one more. */
    private Known limited(Supplier<Known> maker) {
        limit.acquire();
        boolean made = false;
        try {
            Known known = maker.get();
            made = true;
            return known;
        } finally {
            if (!made) {
                limit.release();
            }
        }
    }
}
