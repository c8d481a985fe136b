/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.engine.delivery.ErrorHandler;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Walks over all channels, again and again: drops events that are too old, puts channels to rest that are not in use,
 * forgets those that have rested or lingered long enough, and finds those that their readers have abandoned. A step at each tick; a
 * node with more than {@value #STEP} channels takes several for a round. One thread's.
 */
final class Sweep {

    private static final int STEP = 20_000;
    private static final long REST_AFTER_NANOS = Duration.ofSeconds(5).toNanos();

    private final KnownChannels channels;
    private final long idleNanos;
    private final long lingerNanos;
    private final LongSupplier nanoTime;
    private final Callbacks callbacks;
    private final ErrorHandler errors;
    private Iterator<Map.Entry<String, Known>> rest;

    Sweep(
            KnownChannels channels,
            Duration idle,
            Duration linger,
            LongSupplier nanoTime,
            Callbacks callbacks,
            ErrorHandler errors) {
        this.channels = channels;
        this.idleNanos = idle.toNanos();
        this.lingerNanos = linger.toNanos();
        this.nanoTime = nanoTime;
        this.callbacks = callbacks;
        this.errors = errors;
        this.rest = channels.entries();
    }

    /** Takes the next step. */
    void step() {
        if (!rest.hasNext()) {
            rest = channels.entries();
        }
        long now = nanoTime.getAsLong();
        for (int i = 0; i < STEP && rest.hasNext(); i++) {
            Map.Entry<String, Known> entry = rest.next();
            errors.guard(
                    "A channel could not be kept in order: " + entry.getKey(),
                    () -> visit(entry.getKey(), entry.getValue(), now));
        }
    }

    private void visit(String name, Known known, long now) {
        if (known instanceof LiveChannel live) {
            visit(name, live, now);
        } else if (known instanceof QuietChannel quiet) {
            if (quiet.remains().isDue(now)) {
                LiveChannel live = channels.wake(name);
                if (live != null) {
                    visit(name, live, now);
                }
            } else if (quiet.hasRested(idleNanos, now)) {
                channels.forget(name, quiet);
            }
        }
    }

    private void visit(String name, LiveChannel live, long now) {
        live.log().expire();
        if (live.ending().isPresent()) {
            visitFinite(name, live, live.ending().get(), now);
        } else if (live.mayRest(REST_AFTER_NANOS, now)) {
            Known known = channels.rest(name, live);
            if (known instanceof QuietChannel quiet && quiet.hasRested(idleNanos, now)) {
                channels.forget(name, quiet);
            }
        }
    }

    private void visitFinite(String name, LiveChannel live, Ending ending, long now) {
        List<Runnable> due = ending.due(live.feeds());
        for (Runnable action : due) {
            channels.meter().abandoned.increment();
            callbacks.run("What was to be done when channel " + name + " was abandoned has failed", action);
        }
        if (ending.hasLingered(lingerNanos, now)) {
            channels.forget(name, live);
        }
    }
}
