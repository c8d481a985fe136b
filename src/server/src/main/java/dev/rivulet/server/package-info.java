/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Server-sent events for Jakarta EE: the API.
 *
 * <p>A {@linkplain dev.rivulet.server.Channel channel} is a named, ordered log of events. Domain beans put events on it
 * with plain CDI events; JAX-RS resources {@linkplain dev.rivulet.server.EventChannel#register register} their
 * {@code SseEventSink} with it. Nothing is exposed until the application declares a resource that does so.
 *
 * <p>No parameter may be {@code null} and no method returns {@code null}, unless its documentation says otherwise; a
 * {@code null} argument is a {@link NullPointerException}.
 */
@NullMarked
package dev.rivulet.server;

import org.jspecify.annotations.NullMarked;
