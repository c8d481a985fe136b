/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether events get through: through a log, the loops, subscriptions and cursors of its own, to streams that end
 * there. Each loop has one such subscription, from the first probe on. Thread-safe.
 */
public final class Probe {

    private final DeliveryLoops loops;
    private final StreamContext context;
    private final Runnable append;
    private final ChannelFeeds feeds;
    private List<Receiver> receivers = List.of(); // guarded by this
    private @Nullable CompletableFuture<Void> underWay; // guarded by this

    /**
     * A probe that has not been sent.
     *
     * @param loops what it looks after
     * @param context of its streams
     * @param feeds of a log of its own
     * @param append appends one event to that
     */
    public Probe(DeliveryLoops loops, StreamContext context, ChannelFeeds feeds, Runnable append) {
        this.loops = loops;
        this.context = new StreamContext(context.liveness(), () -> 0, context.clock(), Meter.NONE, context.errors());
        this.feeds = feeds;
        this.append = append;
    }

    /**
     * Sends an event through every loop, unless one is on its way.
     *
     * @return completed when it has come out of all of them; exceptionally when one has ended
     */
    public synchronized CompletionStage<Void> send() {
        if (underWay == null || underWay.isDone()) {
            if (receivers.isEmpty()) {
                receivers = loops.all().stream().map(Receiver::new).toList();
            }
            CompletableFuture<?>[] arrivals =
                    receivers.stream().map(Receiver::await).toArray(CompletableFuture<?>[]::new);
            append.run();
            feeds.wake();
            underWay = CompletableFuture.allOf(arrivals);
        }
        return underWay.minimalCompletionStage();
    }

    /** Where it comes out of a loop: a subscription whose stream keeps nothing. */
    private final class Receiver implements StreamListener, EventStream {

        private volatile CompletableFuture<Void> arrival = new CompletableFuture<>();
        private volatile boolean gone;

        Receiver(DeliveryLoop loop) {
            Client nobody = new Client(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    context.clock().instant(),
                    Optional.empty());
            Subscription subscription = new Subscription(0, loop, nobody, context, StreamForm.PLAIN, this);
            if (!subscription.propose(List.of(Cursor.at(feeds, Optional.empty())))) {
                released();
            }
            subscription.join();
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
        public void write(byte[] bytes, int offset, int length) {
            if (bytes[offset] != 'r'
                    && bytes[offset] != ':') { // neither an opening alone, with a retry first, nor a heartbeat
                arrival.complete(null);
            }
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
        public void close() {}

        @Override
        public void abort() {}
    }
}
