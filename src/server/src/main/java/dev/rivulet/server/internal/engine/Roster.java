/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.RefusedException.Limit;
import dev.rivulet.server.internal.engine.delivery.Client;
import dev.rivulet.server.internal.engine.delivery.Cursor;
import dev.rivulet.server.internal.engine.delivery.DeliveryLoops;
import dev.rivulet.server.internal.engine.delivery.StreamContext;
import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.delivery.StreamListener;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All subscriptions, from their admission to their end. Here alone permits are acquired and released: what is on the roster has
 * one, and what leaves it has none. Thread-safe.
 */
final class Roster {

    private static final System.Logger LOG = System.getLogger(Roster.class.getName());
    private static final long PATIENCE_SECONDS = 5;

    private final DeliveryLoops loops;
    private final StreamContext context;
    private final StreamLimits limits;
    private final Map<Subscription, Entry> entries = new HashMap<>(); // guarded by this
    private final AtomicLong revocations = new AtomicLong();
    private long admitted; // guarded by this
    private boolean stopped; // guarded by this

    Roster(DeliveryLoops loops, StreamContext context, StreamLimits limits) {
        this.loops = loops;
        this.context = context;
        this.limits = limits;
    }

    /** Takes a client in, with the channels proposed to its subscription, which it has entered; or nothing of it is left. */
    Subscription admit(Client client, List<Cursor> cursors, StreamForm form, StreamListener listener) {
        Entry entry = new Entry(listener);
        entry.hold(cursors);
        boolean admittedAndProposed = false;
        try {
            requireOpen();
            entry.acquire(client, names(cursors));
            Subscription subscription = new Subscription(nextId(), loops.next(), client, context, form, entry);
            list(subscription, entry);
            propose(subscription, cursors);
            admittedAndProposed = true;
            return subscription;
        } finally {
            if (!admittedAndProposed) {
                entry.leave();
            }
        }
    }

    /** Proposes more channels to a subscription. */
    void add(Subscription subscription, List<Cursor> cursors) {
        Entry entry;
        synchronized (this) {
            entry = entries.get(subscription);
        }
        if (entry == null) {
            cursors.forEach(Cursor::leave);
            throw new IllegalStateException("The stream has ended: it takes no channel any more");
        }
        entry.hold(cursors);
        entry.acquire(names(cursors));
        propose(subscription, cursors);
    }

    /** From now on nobody is admitted. */
    synchronized void stop() {
        stopped = true;
    }

    /** A snapshot: those whose streams are open, and those about to be opened. */
    synchronized List<Subscription> all() {
        return List.copyOf(entries.keySet());
    }

    synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    /** How often subscriptions have been revoked: who is admitted meanwhile must be decided upon again. */
    long revocations() {
        return revocations.get();
    }

    /** Ends some of them; how many. Whoever comes from now on finds {@link #revocations} changed, or is among them. */
    int revoke(Predicate<? super SubscriptionInfo> which) {
        revocations.incrementAndGet();
        int[] closed = {0};
        snapshot().forEach((subscription, info) -> {
            if (which.test(info)) {
                subscription.close(CloseReason.REVOKED);
                closed[0]++;
            }
        });
        return closed[0];
    }

    /** Asks all loops first and waits then. A subscription whose loop has ended has ended too. */
    Map<Subscription, SubscriptionInfo> snapshot() {
        Map<Subscription, CompletableFuture<SubscriptionInfo>> asked = new LinkedHashMap<>();
        all().forEach(subscription -> asked.put(subscription, subscription.snapshot()));
        CompletableFuture<Void> all = CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new));
        all.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(ended -> null)
                .join();
        Map<Subscription, SubscriptionInfo> seen = new LinkedHashMap<>();
        int silent = 0;
        for (Map.Entry<Subscription, CompletableFuture<SubscriptionInfo>> answer : asked.entrySet()) {
            if (!answer.getValue().isDone()) {
                silent++;
            } else if (!answer.getValue().isCompletedExceptionally()) {
                seen.put(answer.getKey(), answer.getValue().join());
            }
        }
        if (silent > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} streams were left out: their delivery loop has been stuck for {1} s; the liveness check tells which",
                    silent,
                    PATIENCE_SECONDS);
        }
        return seen;
    }

    private synchronized long nextId() {
        return ++admitted;
    }

    private synchronized void requireOpen() {
        if (stopped) {
            throw stopping();
        }
    }

    private synchronized void list(Subscription subscription, Entry entry) {
        requireOpen();
        entry.subscription = subscription;
        entries.put(subscription, entry);
    }

    private synchronized void remove(@Nullable Subscription subscription) {
        if (subscription != null) {
            entries.remove(subscription);
        }
    }

    private static void propose(Subscription subscription, List<Cursor> cursors) {
        if (!subscription.propose(cursors)) {
            throw stopping();
        }
    }

    private static RefusedException stopping() {
        return new RefusedException(Limit.STOPPING, "The application is stopping: no stream is opened any more.");
    }

    private static Collection<String> names(List<Cursor> cursors) {
        return cursors.stream().map(Cursor::channel).toList();
    }

    /** A subscription's place on the roster, which is its permit. */
    private final class Entry extends StreamLimits.Permit implements StreamListener {

        private final StreamListener listener;
        private final List<Cursor> held = new ArrayList<>(1); // guarded by this
        private boolean hasLeft; // guarded by this
        private @Nullable Subscription subscription; // guarded by the roster

        Entry(StreamListener listener) {
            super(limits);
            this.listener = listener;
        }

        /** Takes cursors in that are to leave their channels with this. */
        void hold(List<Cursor> cursors) {
            boolean isLate;
            synchronized (this) {
                isLate = hasLeft;
                if (!isLate) {
                    held.addAll(cursors);
                }
            }
            if (isLate) {
                cursors.forEach(Cursor::leave);
            }
        }

        void leave() {
            release();
            remove(subscription);
            List<Cursor> leaving;
            synchronized (this) {
                hasLeft = true;
                leaving = List.copyOf(held);
                held.clear();
            }
            leaving.forEach(Cursor::leave);
        }

        @Override
        public void opened(SubscriptionInfo info) {
            listener.opened(info);
        }

        @Override
        public void closed(SubscriptionInfo info, CloseReason reason, @Nullable Throwable cause) {
            listener.closed(info, reason, cause);
        }

        @Override
        public void released() {
            try {
                leave();
            } finally {
                listener.released();
            }
        }
    }
}
