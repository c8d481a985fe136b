/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

/**
 * The place of a listener with its source. Safe for any thread. Sources implement this; applications do not.
 *
 * @see EventSource#addEventListener(String, java.util.function.Consumer, ListenerOption...)
 */
@FunctionalInterface
public interface ListenerRegistration {

    /**
     * Removes the listener: it is not called again, not even for an event that is being dispatched, though a call that is under
     * way ends. Removing it again, or when its source is closed, changes nothing.
     */
    void remove();
}
