/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What holds for every stream.
 *
 * @param heartbeat after how much silence a comment is sent
 * @param writeTimeout after how long without progress the client is given up
 * @param retryMillis draws the {@code retry:} of a stream
 * @param channels how many one stream may carry
 */
public record StreamTerms(Duration heartbeat, Duration writeTimeout, LongSupplier retryMillis, int channels) {

    /**
     * How often streams must be looked at for that.
     *
     * @return a duration of at most a second
     */
    public Duration tick() {
        Duration shorter = heartbeat.compareTo(writeTimeout) < 0 ? heartbeat : writeTimeout;
        Duration tick = shorter.dividedBy(4);
        return tick.compareTo(Duration.ofSeconds(1)) < 0 ? tick : Duration.ofSeconds(1);
    }
}
