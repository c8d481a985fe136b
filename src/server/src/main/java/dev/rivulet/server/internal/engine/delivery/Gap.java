/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.util.Optional;

/**
 * Events that a client may have missed.
 *
 * @param channel the channel's name
 * @param requested the last event id that it has
 * @param oldest the oldest event that the log held when the gap was found
 */
record Gap(String channel, String requested, Optional<String> oldest) {}
