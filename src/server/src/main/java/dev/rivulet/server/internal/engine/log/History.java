/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.time.Duration;

/**
 * How much of a channel its log holds: the newest events within all three bounds. The newest event stays whatever the count
 * and the bytes, since it may not have been delivered yet; only its age drops it.
 *
 * @param events how many, at least 1
 * @param bytes how many, at least 1: encoded bytes, and what an event takes beside them ({@value Segment#SLOT}, or in a
 *     compacted log about 240). With segments that are half-filled or half-dropped, a log's heap is at most two and a half
 *     times as much and 128 KiB
 * @param age how old, positive
 */
public record History(int events, long bytes, Duration age) {}
