/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thread's transactions, with the states that a transaction manager shows while it completes one. */
final class FakeTransactions implements TransactionSynchronizationRegistry {

    private final List<Synchronization> interposed = new ArrayList<>();
    private final List<Runnable> before = new ArrayList<>();
    private final List<Runnable> after = new ArrayList<>();
    private final Map<Object, Object> resources = new HashMap<>();
    private int status = Status.STATUS_NO_TRANSACTION;
    private boolean refuses;

    void begin() {
        resources.clear();
        interposed.clear();
        before.clear();
        after.clear();
        status = Status.STATUS_ACTIVE;
    }

    void commit() {
        before.forEach(Runnable::run);
        List.copyOf(interposed).forEach(Synchronization::beforeCompletion);
        complete(Status.STATUS_COMMITTED);
    }

    void rollBack() {
        complete(Status.STATUS_ROLLEDBACK);
    }

    /** Comes before the synchronizations that are registered, as another one does. */
    void beforeCompletion(Runnable work) {
        before.add(work);
    }

    /** The same, when the transaction has ended. */
    void afterCompletion(Runnable work) {
        after.add(work);
    }

    void setStatus(int other) {
        status = other;
    }

    void refuseSynchronizations() {
        refuses = true;
    }

    int synchronizations() {
        return interposed.size();
    }

    private void complete(int outcome) {
        status = outcome;
        after.forEach(Runnable::run);
        List.copyOf(interposed).forEach(each -> each.afterCompletion(outcome));
        status = Status.STATUS_NO_TRANSACTION;
    }

    @Override
    public Object getTransactionKey() {
        return resources;
    }

    @Override
    public void putResource(Object key, Object value) {
        resources.put(key, value);
    }

    @Override
    public @Nullable Object getResource(Object key) {
        return resources.get(key);
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
        if (refuses || status != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("Too late: status " + status);
        }
        interposed.add(synchronization);
    }

    @Override
    public int getTransactionStatus() {
        return status;
    }

    @Override
    public void setRollbackOnly() {
        status = Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public boolean getRollbackOnly() {
        return status == Status.STATUS_MARKED_ROLLBACK;
    }
}
