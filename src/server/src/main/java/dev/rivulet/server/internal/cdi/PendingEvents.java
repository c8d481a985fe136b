/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** The events of one transaction, until that has ended. Thread-safe, since a transaction may visit several threads. */
final class PendingEvents implements Synchronization {

    private static final System.Logger LOG = System.getLogger(PendingEvents.class.getName());

    private final List<Runnable> publications = new ArrayList<>(); // under the lock, which is this object's
    private int outcome = Status.STATUS_UNKNOWN; // under the lock; unknown until it has ended

    /** Publishes later, or right now if the transaction has committed meanwhile. */
    synchronized void add(Runnable publication) {
        if (outcome == Status.STATUS_UNKNOWN) {
            publications.add(publication);
        } else if (outcome == Status.STATUS_COMMITTED) {
            publication.run();
        }
    }

    @Override
    public void beforeCompletion() {
        // What is fired by then is encoded already.
    }

    @Override
    public synchronized void afterCompletion(int status) {
        outcome = status == Status.STATUS_COMMITTED ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
        if (outcome == Status.STATUS_COMMITTED) {
            publications.forEach(PendingEvents::publish);
        }
        publications.clear();
    }

    /** The transaction manager would drop what is thrown, and with it the events that follow. */
    private static void publish(Runnable publication) {
        try {
            publication.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "An event whose transaction has committed is lost", e);
        }
    }
}
