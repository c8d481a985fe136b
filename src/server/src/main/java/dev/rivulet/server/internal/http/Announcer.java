/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Tells the application what happened to its streams, in order, on a thread where it may take its time. */
public final class Announcer {

    private static final System.Logger LOG = System.getLogger(Announcer.class.getName());

    private final Consumer<Object> observers;
    private final Executor serial;

    /**
     * An announcer.
     *
     * @param observers fires a CDI event
     * @param serial runs one task after the other
     */
    public Announcer(Consumer<Object> observers, Executor serial) {
        this.observers = observers;
        this.serial = serial;
    }

    void announce(Object event) {
        run(() -> observers.accept(event));
    }

    void run(Runnable listener) {
        try {
            serial.execute(() -> runSafely(listener));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "An event about a stream was dropped: observers are too slow, or have stopped");
        }
    }

    private static void runSafely(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The application's listener to its streams failed; nothing else is affected", e);
        }
    }
}
