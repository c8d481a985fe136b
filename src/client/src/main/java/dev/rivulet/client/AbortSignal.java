/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import dev.rivulet.client.internal.ApplicationCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an {@link AbortController} gives, once. Safe for any thread; no method blocks.
 *
 * @see <a href="https://dom.spec.whatwg.org/#interface-AbortSignal">WHATWG DOM, AbortSignal</a>
 */
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

    /**
     * Runs an action when the signal is given, on the thread that gives it. One that throws is logged, and the others run.
     *
     * @param action what to run, once
     * @return false, and the action is never run, if the signal has been given before
     */
    public synchronized boolean onAbort(Runnable action) {
        return !aborted && actions.add(action);
    }

    void abort() {
        List<Runnable> due;
        synchronized (this) {
            aborted = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(action -> ApplicationCode.run("An action at an abort signal", action));
    }
}
