/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A publisher that a test works by hand: it sends what the test says, whether or not that has been asked for. */
final class HandPublisher implements Flow.Publisher<Object>, Flow.Subscription {

    private final List<Thread> callers = new CopyOnWriteArrayList<>();
    private volatile Flow.@Nullable Subscriber<? super Object> subscriber;
    private volatile boolean cancelled;
    private long requested; // guarded by this
    private int sent;
    volatile @Nullable RuntimeException onRequest;

    @Override
    public void subscribe(Flow.Subscriber<? super Object> given) {
        subscriber = given;
        given.onSubscribe(this);
    }

    @Override
    public synchronized void request(long more) {
        callers.add(Thread.currentThread());
        requested += more;
        RuntimeException failure = onRequest;
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void cancel() {
        callers.add(Thread.currentThread());
        cancelled = true;
    }

    /** How many it has been asked for, all together. */
    synchronized long requested() {
        return requested;
    }

    int sent() {
        return sent;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Who has called it. */
    List<Thread> callers() {
        return callers;
    }

    /** Sends numbers for as long as they have been asked for, 1,000 at most; how many that were. */
    int sendWhatIsAskedFor() {
        int before = sent;
        while (sent < requested() && sent < before + 1_000) {
            to().onNext(sent++);
        }
        return sent - before;
    }

    Flow.Subscriber<? super Object> to() {
        Flow.Subscriber<? super Object> known = subscriber;
        if (known == null) {
            throw new IllegalStateException("No one has subscribed");
        }
        return known;
    }
}
