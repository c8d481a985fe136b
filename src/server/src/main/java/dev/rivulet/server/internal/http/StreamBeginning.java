/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A stream between its write listener's registration and that listener's first call. A response wrapper may swallow the
 * listener, as many do whose {@code setWriteListener} is empty; then the stream takes another way. It opens once, whichever
 * comes first.
 */
final class StreamBeginning implements StreamOwner, Beginnings.Waiting {

    private static final System.Logger LOG = System.getLogger(StreamBeginning.class.getName());

    private final ServletStream stream;
    private final StreamOwner owner;
    private final Fallback fallback;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Beginnings others;
    private final long since;

    private StreamBeginning(ServletStream stream, StreamOwner owner, Fallback fallback, Beginnings others) {
        this.stream = stream;
        this.owner = owner;
        this.fallback = fallback;
        this.others = others;
        this.since = others.now();
    }

    /** The other way. */
    @FunctionalInterface
    interface Fallback {
        BlockingStream make() throws IOException;
    }

    static void begin(ServletStream stream, StreamOwner owner, Fallback fallback, Beginnings others) {
        StreamBeginning beginning = new StreamBeginning(stream, owner, fallback, others);
        others.add(beginning);
        try {
            stream.start(beginning);
        } catch (RuntimeException e) {
            others.remove(beginning);
            throw e;
        }
    }

    @Override
    public long since() {
        return since;
    }

    @Override
    public void opened(EventStream opened) {
        owner.opened(opened);
    }

    @Override
    public void ready() {
        if (begun.compareAndSet(false, true)) {
            others.remove(this);
            stream.handTo(owner);
            owner.opened(stream);
            owner.ready();
        }
    }

    @Override
    public void gone(@Nullable Throwable cause) {
        begun.set(true);
        others.remove(this);
        owner.gone(cause);
    }

    @Override
    public void fallBack() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        if (others.isFirstOf(stream.outputClass())) {
            LOG.log(
                    Level.WARNING,
                    "The write listener of {0} is never called, so a filter''s response wrapper swallows it: its streams"
                            + " begin late, and are written by threads that may block (rivulet.sink.threads). Have that"
                            + " filter leave text/event-stream alone, or its stream delegate setWriteListener and isReady",
                    stream.outputClass());
        }
        try {
            stream.handTo(null);
            fallback.make().open(owner);
        } catch (IOException | RuntimeException e) {
            owner.gone(e);
            stream.close(); // nothing else ends the response
        }
    }
}
