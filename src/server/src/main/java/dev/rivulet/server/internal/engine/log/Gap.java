/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import dev.rivulet.server.Position;
import java.util.Optional;

/**
 * Events that a client may have missed.
 *
 * @param channel the channel's name
 * @param requested the last event id that it has, whatever that is
 * @param oldest the oldest event that the log held when the gap was found
 */
public record Gap(String channel, String requested, Optional<Position> oldest) {}
