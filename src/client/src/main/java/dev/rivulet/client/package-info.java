/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The browser's {@code EventSource} for Java, and a JAX-RS {@code SseEventSource} over the same core.
 *
 * <p>No parameter may be {@code null} and no method returns {@code null}, unless its documentation says otherwise; a
 * {@code null} argument is a {@link NullPointerException}.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">WHATWG HTML, Server-sent events</a>
 */
@NullMarked
package dev.rivulet.client;

import org.jspecify.annotations.NullMarked;
