/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

/**
 * Where an {@link EventSource} stands. The ordinals are the standard's numbers.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#dom-eventsource-readystate">WHATWG HTML,
 *     readyState</a>
 */
public enum ReadyState {
    /** 0: not connected yet, or waiting to reconnect. */
    CONNECTING,
    /** 1: connected; events are delivered. */
    OPEN,
    /** 2: ended, by {@link EventSource#close} or for good by an answer that allows no other attempt. */
    CLOSED
}
