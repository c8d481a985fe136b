/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.time.Duration;

/**
 * How streams are kept alive, and when they are given up.
 *
 * @param heartbeat after how much silence a comment is sent
 * @param writeTimeout after how long without progress the stream is closed
 */
public record Liveness(Duration heartbeat, Duration writeTimeout) {

    /**
     * How often streams must be checked for that.
     *
     * @return a duration of at most a second
     */
    public Duration tick() {
        Duration shorter = heartbeat.compareTo(writeTimeout) < 0 ? heartbeat : writeTimeout;
        Duration tick = shorter.dividedBy(4);
        return tick.compareTo(Duration.ofSeconds(1)) < 0 ? tick : Duration.ofSeconds(1);
    }

    boolean needsHeartbeat(long silentNanos) {
        return silentNanos >= heartbeat.toNanos();
    }

    boolean isStalled(long blockedNanos) {
        return blockedNanos >= writeTimeout.toNanos();
    }
}
