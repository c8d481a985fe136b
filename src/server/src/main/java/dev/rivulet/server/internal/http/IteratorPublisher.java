/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An iterator as a publisher, for one subscriber. It is asked on threads where it may wait, one call after the other, and leaves the
 * thread when it is asked for no more.
 *
 * @param items the iterator
 * @param threads ask it
 */
record IteratorPublisher(Iterator<?> items, Executor threads) implements Flow.Publisher<Object> {

    private static final System.Logger LOG = System.getLogger(IteratorPublisher.class.getName());

    @Override
    public void subscribe(Flow.Subscriber<? super Object> subscriber) {
        subscriber.onSubscribe(new Items(subscriber));
    }

    /** Whoever asks first while no thread is at it has one come; the others leave word. */
    private final class Items implements Flow.Subscription {

        private final Flow.Subscriber<? super Object> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        private final AtomicInteger calls = new AtomicInteger();
        private volatile boolean cancelled;
        private boolean over; // of the thread that is at it

        Items(Flow.Subscriber<? super Object> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long more) {
            wanted.addAndGet(more);
            call();
        }

        @Override
        public void cancel() {
            cancelled = true;
            call();
        }

        private void call() {
            if (calls.getAndIncrement() == 0) {
                threads.execute(this::run);
            }
        }

        private void run() {
            int seen = calls.get();
            while (seen > 0) {
                serve();
                seen = calls.addAndGet(-seen);
            }
        }

        private void serve() {
            while (!over && !cancelled && wanted.get() > 0) {
                try {
                    if (items.hasNext()) {
                        Object next = items.next();
                        wanted.decrementAndGet();
                        if (!cancelled) {
                            subscriber.onNext(next);
                        }
                    } else {
                        over();
                        subscriber.onComplete();
                    }
                } catch (RuntimeException | Error thrown) {
                    over();
                    subscriber.onError(thrown);
                }
            }
            if (cancelled) {
                over();
            }
        }

        private void over() {
            if (over) {
                return;
            }
            over = true;
            if (items instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception failure) {
                    LOG.log(Level.WARNING, "An iterator that has fed a channel could not be closed", failure);
                }
            }
        }
    }
}
