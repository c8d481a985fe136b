/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import dev.rivulet.server.internal.engine.log.EncodedEvent;

/**
 * An event that is encoded before it is published: an encoder takes it as it is.
 *
 * @param encoded its wire bytes
 * @param keyed whether it has a key of its own, and not its name in place of one
 * @param type what it was made of
 */
public record PreparedEvent(EncodedEvent encoded, boolean keyed, Class<?> type) {}
