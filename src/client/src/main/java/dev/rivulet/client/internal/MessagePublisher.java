/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.MessageEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A source's messages as a reactive stream. The source reads on when every subscriber has asked for more, so that the slowest
 * one's demand reaches the server's socket. Signals are sent on the source's serial executor.
 */
public final class MessagePublisher implements Flow.Publisher<MessageEvent> {

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Executor serial;
    private final Runnable demanded;
    private boolean ended; // serial executor only, as is the next
    private Optional<Throwable> failure = Optional.empty();

    /** Says when there is demand by calling {@code demanded}. */
    MessagePublisher(Executor serial, Runnable demanded) {
        this.serial = serial;
        this.demanded = demanded;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super MessageEvent> subscriber) {
        Subscription subscription = new Subscription(Objects.requireNonNull(subscriber));
        serial.execute(() -> {
            subscriptions.add(subscription);
            subscription.begin();
            if (ended) {
                subscription.end(failure);
            }
        });
    }

    boolean hasSubscribers() {
        return !subscriptions.isEmpty();
    }

    boolean isReady() {
        for (Subscription subscription : subscriptions) {
            if (subscription.demand.get() == 0) {
                return false;
            }
        }
        return true;
    }

    void publish(MessageEvent event, BooleanSupplier closed) {
        for (Subscription subscription : subscriptions) {
            if (closed.getAsBoolean()) {
                return;
            }
            subscription.publish(event);
        }
    }

    void end(Optional<Throwable> cause) {
        ended = true;
        failure = cause;
        subscriptions.forEach(subscription -> subscription.end(cause));
    }

    /** A subscriber and what it has asked for (Reactive Streams, sections 1 and 3). */
    private final class Subscription implements Flow.Subscription {

        private final Flow.Subscriber<? super MessageEvent> subscriber;
        private final AtomicLong demand = new AtomicLong();

        Subscription(Flow.Subscriber<? super MessageEvent> subscriber) {
            this.subscriber = subscriber;
        }

        void begin() {
            guarded(() -> subscriber.onSubscribe(this));
        }

        @Override
        public void request(long count) {
            if (count < 1) {
                serial.execute(() -> end(Optional.of(
                        new IllegalArgumentException("Requested " + count + " messages: must be at least 1"))));
                return;
            }
            long before = demand.getAndUpdate(current -> current + count < 0 ? Long.MAX_VALUE : current + count);
            if (before == 0) {
                demanded.run();
            }
        }

        @Override
        public void cancel() {
            subscriptions.remove(this);
            demanded.run();
        }

        void publish(MessageEvent event) {
            demand.getAndUpdate(current -> current == Long.MAX_VALUE ? current : current - 1);
            guarded(() -> subscriber.onNext(event));
        }

        void end(Optional<Throwable> cause) {
            if (subscriptions.remove(this)) {
                guarded(() -> cause.ifPresentOrElse(subscriber::onError, subscriber::onComplete));
                demanded.run();
            }
        }

        /** A subscriber that throws breaks its contract (rule 2.13): it is left, the others go on. */
        private void guarded(Runnable signal) {
            if (!ApplicationCode.run("A subscriber, which is left out from now on,", signal)) {
                subscriptions.remove(this);
                demanded.run();
            }
        }
    }
}
