/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether events get through: through a log, the loops, subscriptions and cursors of their own, to streams that end
 * there. Each loop has one such subscription, from the first flight on. Thread-safe.
 */
public final class Canary {

    private final DeliveryLoops loops;
    private final StreamTerms terms;
    private final Runnable append;
    private final ChannelFeeds feeds;
    private final List<Perch> perches = new ArrayList<>(); // guarded by this
    private @Nullable CompletableFuture<Void> flight; // guarded by this

    /**
     * A canary that has not flown.
     *
     * @param loops what it looks after
     * @param terms hold for its streams too
     * @param log its own
     * @param append appends one event to that
     */
    public Canary(DeliveryLoops loops, StreamTerms terms, ChannelLog log, Runnable append) {
        this.loops = loops;
        this.terms = terms;
        this.append = append;
        this.feeds = loops.feeds(log, SlowReaders.SKIP);
    }

    /**
     * Sends it through every loop, unless it is on its way.
     *
     * @return completed when it has come out of all of them; exceptionally when one has ended
     */
    public synchronized CompletionStage<Void> fly() {
        if (flight == null || flight.isDone()) {
            if (perches.isEmpty()) {
                loops.all().forEach(loop -> perches.add(new Perch(loop)));
            }
            flight = CompletableFuture.allOf(perches.stream().map(Perch::await).toArray(CompletableFuture<?>[]::new));
            append.run();
            feeds.wake();
        }
        return flight.minimalCompletionStage();
    }

    /** Where it comes out of a loop: a subscription whose stream keeps nothing. */
    private final class Perch implements SubscriptionListener, EventStream {

        private volatile CompletableFuture<Void> arrival = new CompletableFuture<>();
        private volatile boolean gone;

        Perch(DeliveryLoop loop) {
            Client nobody = new Client(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    InstantSource.system().instant(),
                    Optional.empty());
            Subscription subscription = new Subscription(0, loop, nobody, terms, this);
            subscription.add(List.of(ChannelCursor.at("canary", feeds, Optional.empty())));
            subscription.opened(this);
            subscription.ready();
        }

        CompletableFuture<Void> await() {
            CompletableFuture<Void> next = new CompletableFuture<>();
            arrival = next;
            if (gone) {
                released();
            }
            return next;
        }

        @Override
        public void delivered(int events) {
            arrival.complete(null);
        }

        @Override
        public void released() {
            gone = true;
            arrival.completeExceptionally(new IllegalStateException("The delivery loop has ended"));
        }

        @Override
        public void opened(SubscriptionInfo subscription) {}

        @Override
        public void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause) {}

        @Override
        public void start(StreamOwner owner) {
            owner.ready();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public void close() {}

        @Override
        public void abort() {}
    }
}
