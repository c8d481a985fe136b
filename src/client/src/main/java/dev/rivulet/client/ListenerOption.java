/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

/**
 * How a listener is registered.
 *
 * @see <a href="https://dom.spec.whatwg.org/#dictdef-addeventlisteneroptions">WHATWG DOM, AddEventListenerOptions</a>
 */
public sealed interface ListenerOption {

    /**
     * Removes the listener before its first call.
     *
     * @return the option
     */
    static ListenerOption once() {
        return Once.ONCE;
    }

    /**
     * Removes the listener when the signal is given; with a signal that was given already, it is not registered at all.
     *
     * @param signal an {@link AbortController}'s
     * @return the option
     */
    static ListenerOption signal(AbortSignal signal) {
        return new Signal(signal);
    }

    /** See {@link #once}. */
    enum Once implements ListenerOption {
        /** The only one. */
        ONCE
    }

    /**
     * See {@link #signal}.
     *
     * @param signal the signal
     */
    record Signal(AbortSignal signal) implements ListenerOption {}
}
