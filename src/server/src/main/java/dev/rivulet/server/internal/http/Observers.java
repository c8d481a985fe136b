/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.log.Trace;
import dev.rivulet.server.spi.EventTrace;
import dev.rivulet.server.spi.EventTracer;
import dev.rivulet.server.spi.NodeObserver;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Who observes the node: none of them can harm it, and where there are none they cost nothing. */
public final class Observers {

    private static final System.Logger LOG = System.getLogger(Observers.class.getName());

    private final Optional<EventTracer> tracer;
    private final List<NodeObserver> observers;
    private final Executor serial;
    private final InstantSource clock;
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * Observers.
     *
     * @param tracer follows events, if there is one
     * @param observers look at the node
     * @param serial where they may take their time
     * @param clock the wall's
     */
    public Observers(Optional<EventTracer> tracer, List<NodeObserver> observers, Executor serial, InstantSource clock) {
        this.tracer = tracer;
        this.observers = observers;
        this.serial = serial;
        this.clock = clock;
    }

    /** On a delivery loop, at each tick: has the node looked at, unless somebody still looks. */
    public void tick() {
        if (!observers.isEmpty() && looking.compareAndSet(false, true) && !execute(this::look)) {
            looking.set(false);
        }
    }

    /** On the publisher's thread: who follows the next event. */
    Optional<EventTrace> published(String channel) {
        if (tracer.isEmpty()) {
            return Optional.empty();
        }
        try {
            return tracer.get().published(channel);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "An event is not traced, since the tracer failed: {0}", e.toString());
            return Optional.empty();
        }
    }

    /** On a delivery loop. */
    void delivered(Trace trace) {
        var now = clock.instant();
        execute(() -> runSafely(() -> trace.tell(now)));
    }

    private void look() {
        try {
            observers.forEach(observer -> runSafely(observer::look));
        } finally {
            looking.set(false);
        }
    }

    private boolean execute(Runnable task) {
        try {
            serial.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "Observers are too slow, or have stopped: one of them is not told");
            return false;
        }
    }

    private static void runSafely(Runnable observer) {
        try {
            observer.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "An observer of the node failed; nothing else is affected: {0}", e.toString());
        }
    }
}
