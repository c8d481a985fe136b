/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.Outcome;
import dev.rivulet.server.internal.engine.delivery.ChannelMeter;
import dev.rivulet.server.internal.engine.log.Budgeted;
import dev.rivulet.server.internal.engine.log.Remains;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
    private final ChannelMaker maker;
    private volatile Remains past = Remains.NOTHING; // what is known of a channel that is not known, shared by many

    KnownChannels(ChannelLimit limit, Set<String> kept, Consumer<String> onForgotten, ChannelMaker maker) {
        this.limit = limit;
        this.kept = kept;
        this.onForgotten = onForgotten;
        this.maker = maker;
    }

    /** Makes the name known. */
    void add(String name) {
        if (!byName.containsKey(name)) {
            byName.computeIfAbsent(name, key -> limited(() -> QuietChannel.unused(past(), maker.now())));
        }
    }

    /** The channel as it is now, where a log is to be written or read: made live if it is not. */
    LiveChannel live(String name) {
        return (LiveChannel) byName.compute(name, (key, known) -> {
            if (known instanceof LiveChannel live) {
                return live;
            }
            if (known instanceof QuietChannel quiet) {
                return awake(key, quiet);
            }
            return limited(() -> maker.ordinary(key, past(), new ChannelMeter(0), maker.now()));
        });
    }

    /** The same, if it is known. */
    @Nullable
    LiveChannel wake(String name) {
        Known known = byName.computeIfPresent(
                name, (key, before) -> before instanceof QuietChannel quiet ? awake(key, quiet) : before);
        return (LiveChannel) known;
    }

    private LiveChannel awake(String name, QuietChannel quiet) {
        return maker.ordinary(name, quiet.remains(), quiet.meter(), quiet.since());
    }

    /** Begins a finite channel, unless there is another channel of that name that is in use. */
    LiveChannel begin(String name) {
        if (kept.contains(name)) {
            throw new BeginException(name, "an injection point names it, so it is an ordinary channel");
        }
        if (byName.compute(name, this::begun) instanceof LiveChannel begun) {
            meter.begun.increment();
            return begun;
        }
        throw inUse(name);
    }

    private Known begun(String name, @Nullable Known before) {
        if (before == null) {
            return limited(() -> maker.finite(name, past()));
        }
        Known gone = before;
        if (before instanceof LiveChannel live && !live.hasEnded()) {
            if (live.isFinite()) {
                throw new BeginException(name, "it has begun already, and not ended");
            }
            gone = live.isEmpty() ? live.rest().orElseThrow(() -> inUse(name)) : live;
        }
        if (gone instanceof LiveChannel ordinary && !ordinary.isFinite()) {
            throw inUse(name);
        }
        if (gone instanceof QuietChannel quiet && quiet.remains().hasEvents()) {
            return quiet;
        }
        letGo(name, gone, true);
        if (gone instanceof LiveChannel ended) {
            ended.feeds().replace();
        }
        return maker.finite(name, past());
    }

    private static BeginException inUse(String name) {
        return new BeginException(name, "an ordinary channel of that name has events or readers");
    }

    /** Ends a finite channel, if this is the first to do so. */
    boolean end(LiveChannel channel, Outcome outcome) {
        boolean isFirst = channel.ending().orElseThrow().end(channel.log(), channel.feeds(), outcome);
        if (isFirst) {
            (outcome.hasFailed() ? meter.failed : meter.ended).increment();
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
        return known == null ? QuietChannel.unused(past(), maker.now()) : known;
    }

    Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    int size() {
        return byName.size();
    }

    /** Those that hold something. */
    Stream<Budgeted> logs() {
        return byName.entrySet().stream().mapMulti((entry, logs) -> {
            if (entry.getValue() instanceof LiveChannel live) {
                logs.accept(live.log());
            } else if (entry.getValue() instanceof QuietChannel quiet
                    && quiet.remains().hasEvents()) {
                logs.accept(new RestingLog(this, entry.getKey(), quiet));
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

    /** Puts a live channel without readers to rest, if it is one that can; what it is then. */
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

    /** What is known of a channel that is not known. */
    private Remains past() {
        long stamp = forgotten.get();
        Remains known = past;
        if (known.stamp() != stamp) {
            known = Remains.unknownUpTo(stamp);
            past = known;
        }
        return known;
    }

    /** Makes one more, if there may be one more. */
    private Known limited(Supplier<Known> making) {
        limit.acquire();
        boolean made = false;
        try {
            Known known = making.get();
            made = true;
            return known;
        } finally {
            if (!made) {
                limit.release();
            }
        }
    }
}
