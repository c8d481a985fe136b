/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.ArrayList;
import java.util.List;

/** What an {@link AbortController} gives, once. Safe for any thread. */
public final class AbortSignal {

    private final List<Runnable> actions = new ArrayList<>();
    private boolean aborted;

    AbortSignal() {}

    /**
     * Whether the signal has been given.
     *
     * @return true from then on
     */
    public synchronized boolean aborted() {
        return aborted;
    }

    /** Runs the action when the signal is given; false, and nothing else, where it was given already. */
    synchronized boolean whenAborted(Runnable action) {
        return !aborted && actions.add(action);
    }

    void abort() {
        List<Runnable> due;
        synchronized (this) {
            aborted = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }
}
