/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Server-sent events for Jakarta EE: the API.
 *
 * <p>A {@linkplain dev.rivulet.server.Channel channel} is a named, ordered log of events. Domain beans put events on it
 * with plain CDI events; JAX-RS resources {@linkplain dev.rivulet.server.EventChannel#subscribe subscribe} their
 * {@code SseEventSink} to it. Nothing is exposed until the application declares a resource that does so.
 *
 * <p>No parameter may be {@code null} and no method returns {@code null}, unless its documentation says otherwise; a
 * {@code null} argument is a {@link NullPointerException}.
 *
 * <p>Interfaces are implemented by Rivulet alone, unless they are in {@code spi}, and may get methods in any release; enums may get
 * constants. What else may change is marked with {@link dev.rivulet.server.Beta @Beta}.
 */
@NullMarked
package dev.rivulet.server;

import org.jspecify.annotations.NullMarked;
