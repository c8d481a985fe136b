/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.time.Duration;
import java.util.Set;

/**
 * How much one node, and one client, may have.
 *
 * @param streams open streams on this node
 * @param streamsPerChannel open streams of one channel
 * @param streamsPerPrincipal open streams of one authenticated user
 * @param streamsPerAddress open streams from one remote address
 * @param channels channels that exist
 * @param lastEventId characters of the id that a client resumes from
 * @param eventId characters of an id that the application gives an event
 * @param retryAfter when a refused client may try again, at the least
 */
public record Limits(
        int streams,
        int streamsPerChannel,
        int streamsPerPrincipal,
        int streamsPerAddress,
        int channels,
        int lastEventId,
        int eventId,
        Duration retryAfter) {

    static final Set<String> KEYS = Set.of(
            "rivulet.limit.streams",
            "rivulet.limit.streams-per-channel",
            "rivulet.limit.streams-per-principal",
            "rivulet.limit.streams-per-address",
            "rivulet.limit.channels",
            "rivulet.limit.last-event-id",
            "rivulet.limit.event-id",
            "rivulet.limit.retry-after");

    private static final int MOST = 10_000_000;

    static Limits read(SettingsSource source) {
        int streams = count(source, "rivulet.limit.streams", 50_000, MOST);
        return new Limits(
                streams,
                count(source, "rivulet.limit.streams-per-channel", streams, MOST),
                count(source, "rivulet.limit.streams-per-principal", 100, MOST),
                count(source, "rivulet.limit.streams-per-address", streams, MOST),
                count(source, "rivulet.limit.channels", 100_000, MOST),
                count(source, "rivulet.limit.last-event-id", 8_192, 1 << 20),
                count(source, "rivulet.limit.event-id", 1_024, 1 << 20),
                Settings.duration(
                        source,
                        "rivulet.limit.retry-after",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1)));
    }

    private static int count(SettingsSource source, String key, int otherwise, int most) {
        return (int) Settings.integer(source, key, otherwise, 1, most);
    }
}
