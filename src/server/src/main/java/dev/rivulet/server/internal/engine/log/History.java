/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.time.Duration;

/**
 * How much of a channel its log holds: the newest events within all three bounds. The newest event stays whatever the count
 * and the bytes, since it may not have been delivered yet; only its age drops it.
 *
 * @param events how many, at least 1
 * @param bytes how many encoded bytes, at least 1; with indexes and half-filled segments the log takes up to three times as
 *     much memory
 * @param age how old, positive
 */
public record History(int events, long bytes, Duration age) {}
