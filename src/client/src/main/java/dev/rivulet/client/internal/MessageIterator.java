/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.MessageEvent;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Pulls a source's messages, a few at a time, for a thread that waits for them. One thread may iterate, any may close. */
public final class MessageIterator implements Iterator<MessageEvent>, Flow.Subscriber<MessageEvent>, AutoCloseable {

    private static final int AHEAD = 64;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private @Nullable Signal next;
    private int taken;

    /** One that is to be subscribed. */
    public MessageIterator() {}

    private record Signal(Optional<MessageEvent> message, Optional<Throwable> failure) {}

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(AHEAD);
        }
    }

    @Override
    public void onNext(MessageEvent event) {
        signals.add(new Signal(Optional.of(event), Optional.empty()));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Signal(Optional.empty(), Optional.of(cause)));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal(Optional.empty(), Optional.empty()));
    }

    @Override
    public boolean hasNext() {
        Signal signal = next;
        if (signal == null) {
            signal = await();
            next = signal;
        }
        signal.failure().ifPresent(cause -> {
            throw new IllegalStateException("The source has failed: " + cause.getMessage(), cause);
        });
        return signal.message().isPresent();
    }

    @Override
    public MessageEvent next() {
        Signal signal = hasNext() ? next : null;
        if (signal == null) {
            throw new NoSuchElementException("The source is closed");
        }
        next = null;
        Flow.Subscription current = subscription;
        if (++taken % (AHEAD / 2) == 0 && current != null) {
            current.request(AHEAD / 2);
        }
        return signal.message().orElseThrow();
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
        onComplete();
    }

    private Signal await() {
        try {
            return signals.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a message", e);
        }
    }
}
