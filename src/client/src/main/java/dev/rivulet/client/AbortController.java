/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

/**
 * Gives a signal that takes away every listener registered with it. Safe for any thread.
 *
 * @see <a href="https://dom.spec.whatwg.org/#interface-abortcontroller">WHATWG DOM, AbortController</a>
 */
public final class AbortController {

    private final AbortSignal signal = new AbortSignal();

    /** A controller whose signal has not been given. */
    public AbortController() {}

    /**
     * The signal, for {@link ListenerOption#signal}.
     *
     * @return always the same
     */
    public AbortSignal signal() {
        return signal;
    }

    /** Gives the signal: when this returns, the listeners are removed. Doing so again changes nothing. */
    public void abort() {
        signal.abort();
    }
}
