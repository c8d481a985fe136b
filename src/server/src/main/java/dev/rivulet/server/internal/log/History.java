/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.log;

import java.time.Duration;

/**
 * How much of a channel its log holds: the newest events within all three bounds, and always the newest one, which may
 * not have been delivered yet.
 *
 * @param events how many, at least 1
 * @param bytes how many encoded bytes, at least 1; the log's memory is at most this and two segments
 * @param age how old, positive
 */
public record History(int events, long bytes, Duration age) {}
