/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.log.TracedEvent;
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
import java.util.function.Consumer;

/**
 * Tells the application what happens: its observers and listeners of streams on one thread, in order, and those who watch the node
 * or follow events on another. They may take their time, and whatever they throw harms nothing. Where there are none, they cost
 * nothing.
 */
public final class Announcer {

    private static final System.Logger LOG = System.getLogger(Announcer.class.getName());

    private final Consumer<Object> events;
    private final Executor announcements;
    private final Optional<EventTracer> tracer;
    private final List<NodeObserver> observers;
    private final Executor observations;
    private final InstantSource clock;
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * An announcer.
     *
     * @param events fires a CDI event
     * @param announcements runs one task after the other
     * @param tracer follows events, if there is one
     * @param observers look at the node
     * @param observations runs one task after the other
     * @param clock the wall's
     */
    public Announcer(
            Consumer<Object> events,
            Executor announcements,
            Optional<EventTracer> tracer,
            List<NodeObserver> observers,
            Executor observations,
            InstantSource clock) {
        this.events = events;
        this.announcements = announcements;
        this.tracer = tracer;
        this.observers = observers;
        this.observations = observations;
        this.clock = clock;
    }

    /** Fires an event about a stream. */
    void announce(Object event) {
        run(() -> events.accept(event));
    }

    /** Calls a listener of the application's. */
    void run(Runnable listener) {
        if (!execute(announcements, () -> runSafely("The application's listener to its streams", listener))) {
            LOG.log(Level.WARNING, "An event about a stream was dropped: observers are too slow, or have stopped");
        }
    }

    /** On a delivery loop, at each tick: has the node looked at, unless the last look still goes on. */
    public void tick() {
        if (!observers.isEmpty() && looking.compareAndSet(false, true) && !execute(observations, this::look)) {
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
        } catch (Throwable failure) {
            LOG.log(Level.WARNING, "An event is not traced, since the tracer failed", failure);
            return Optional.empty();
        }
    }

    /** On a delivery loop: an event that is followed has been written. */
    void delivered(TracedEvent trace) {
        var now = clock.instant();
        execute(observations, () -> runSafely("A tracer", () -> trace.tell(now)));
    }

    private void look() {
        try {
            observers.forEach(observer -> runSafely("An observer of the node", observer::look));
        } finally {
            looking.set(false);
        }
    }

    /** False if it will not run: the queue is full, the threads have stopped, or none can be started. */
    private static boolean execute(Executor serial, Runnable task) {
        try {
            serial.execute(task);
            return true;
        } catch (RejectedExecutionException tooMany) {
            LOG.log(Level.DEBUG, "Observers are too slow, or have stopped: one of them is not told");
        } catch (Throwable failure) {
            LOG.log(Level.ERROR, "No thread can tell the application's observers; streams go on", failure);
        }
        return false;
    }

    private static void runSafely(String who, Runnable listener) {
        try {
            listener.run();
        } catch (Throwable failure) {
            LOG.log(Level.WARNING, who + " failed; nothing else is affected", failure);
        }
    }
}
