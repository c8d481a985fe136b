/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A stream between its write listener's registration and that listener's first call. A response wrapper may swallow the
 * listener, as many do whose {@code setWriteListener} is empty; then the stream takes another way. It opens once, whichever
 * comes first.
 */
final class StreamBeginning implements StreamOwner {

    private static final System.Logger LOG = System.getLogger(StreamBeginning.class.getName());

    /** A container calls the listener when the request's thread has returned, so within milliseconds, and a full one later. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ServletStream stream;
    private final StreamOwner owner;
    private final Fallback fallback;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> writable = new CompletableFuture<>();

    private StreamBeginning(ServletStream stream, StreamOwner owner, Fallback fallback) {
        this.stream = stream;
        this.owner = owner;
        this.fallback = fallback;
    }

    /** The other way. */
    @FunctionalInterface
    interface Fallback {
        EventStream open() throws IOException;
    }

    static void begin(ServletStream stream, StreamOwner owner, Fallback fallback) {
        begin(stream, owner, fallback, PATIENCE);
    }

    static void begin(ServletStream stream, StreamOwner owner, Fallback fallback, Duration patience) {
        StreamBeginning beginning = new StreamBeginning(stream, owner, fallback);
        stream.start(beginning);
        beginning
                .writable
                .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS) // its timer goes as soon as the stream is writable
                .exceptionally(late -> {
                    beginning.fallBack();
                    return null;
                });
    }

    @Override
    public void opened(EventStream opened) {
        owner.opened(opened);
    }

    @Override
    public void ready() {
        if (begun.compareAndSet(false, true)) {
            writable.complete(null);
            stream.handTo(owner);
            owner.opened(stream);
            owner.ready();
        }
    }

    @Override
    public void gone(@Nullable Throwable cause) {
        begun.set(true);
        writable.complete(null);
        owner.gone(cause);
    }

    private void fallBack() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        LOG.log(
                Level.WARNING,
                "The write listener of {0} is never called, so a filter''s response wrapper swallows it: its streams are"
                        + " written by blocking threads (rivulet.sink.threads). Have that filter leave text/event-stream"
                        + " alone, or its stream delegate setWriteListener and isReady",
                stream.outputClass());
        try {
            stream.handTo(null);
            EventStream other = fallback.open();
            owner.opened(other);
            other.start(owner);
        } catch (IOException | RuntimeException e) {
            owner.gone(e);
        }
    }
}
