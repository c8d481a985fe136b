/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.Optional;

/**
 * How a listener is registered. Immutable.
 *
 * @see <a href="https://dom.spec.whatwg.org/#dictdef-addeventlisteneroptions">WHATWG DOM, AddEventListenerOptions</a>
 */
public final class ListenerOption {

    private static final ListenerOption ONCE = new ListenerOption(Optional.empty());

    private final Optional<AbortSignal> until;

    private ListenerOption(Optional<AbortSignal> until) {
        this.until = until;
    }

    /**
     * Removes the listener before its first call.
     *
     * @return the option
     */
    public static ListenerOption once() {
        return ONCE;
    }

    /**
     * Removes the listener when the signal is given; with a signal that was given already, it is not registered at all.
     *
     * @param signal an {@link AbortController}'s
     * @return the option
     */
    public static ListenerOption signal(AbortSignal signal) {
        return new ListenerOption(Optional.of(signal));
    }

    /**
     * Whether the listener is called once at most.
     *
     * @return true of {@link #once}
     */
    public boolean isOnce() {
        return until.isEmpty();
    }

    /**
     * Until when the listener is registered.
     *
     * @return the signal that was given, if one was
     */
    public Optional<AbortSignal> until() {
        return until;
    }

    @Override
    public String toString() {
        return isOnce() ? "once" : "until a signal";
    }
}
