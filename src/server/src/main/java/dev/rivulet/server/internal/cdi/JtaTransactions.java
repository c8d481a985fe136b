/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what is fired in a transaction after its commit, by an interposed synchronisation. That can still be registered
 * while the transaction completes, when an ORM flushes and calls its listeners; an observer of {@code AFTER_SUCCESS} is left
 * out by then on some servers.
 */
final class JtaTransactions implements Transactions {

    private static final System.Logger LOG = System.getLogger(JtaTransactions.class.getName());

    private final TransactionSynchronizationRegistry registry;

    JtaTransactions(TransactionSynchronizationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void afterCommit(Runnable publication) {
        int status = registry.getTransactionStatus();
        switch (status) {
            case Status.STATUS_NO_TRANSACTION -> publication.run();
            case Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK, Status.STATUS_ROLLEDBACK ->
                LOG.log(Level.DEBUG, "An event that was fired in a transaction which rolls back is not published");
            default -> add(publication, status);
        }
    }

    private void add(Runnable publication, int status) {
        PendingEvents pending = pendingOf(status);
        if (pending != null) {
            pending.add(publication);
        } else if (isCommitted(status)) {
            publication.run();
        } else {
            throw new IllegalStateException(
                    "The event is not published: its transaction (status " + status
                            + " of jakarta.transaction.Status) takes no synchronization any more, and how it ends is not known");
        }
    }

    /** Those of the current transaction, or null where none are kept and it is too late to begin. */
    private @Nullable PendingEvents pendingOf(int status) {
        try {
            if (registry.getResource(this) instanceof PendingEvents begun) {
                return begun;
            }
            if (isCommitted(status)) {
                return null;
            }
            PendingEvents pending = new PendingEvents();
            registry.registerInterposedSynchronization(pending);
            registry.putResource(this, pending);
            return pending;
        } catch (IllegalStateException tooLate) {
            LOG.log(Level.DEBUG, "A transaction takes no synchronization any more", tooLate);
            return null;
        }
    }

    /** Whether it is decided that the transaction commits. */
    private static boolean isCommitted(int status) {
        return status == Status.STATUS_COMMITTED || status == Status.STATUS_COMMITTING;
    }
}
