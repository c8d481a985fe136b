/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code Retry-After} header (RFC 9110, section 10.2.3), as seconds or as a date. */
public final class RetryAfter {

    private RetryAfter() {}

    public static Optional<Duration> of(Map<String, List<String>> headers) {
        return Headers.first(headers, "Retry-After")
                .flatMap(value -> seconds(value).or(() -> untilDate(headers, value)));
    }

    /** By the server's own clock where it tells, so that ours need not be right. */
    private static Optional<Duration> untilDate(Map<String, List<String>> headers, String value) {
        Instant now = Headers.first(headers, "Date")
                .flatMap(HttpDates::parse)
                .orElseGet(() -> Clock.systemUTC().instant());
        return HttpDates.parse(value)
                .map(then -> Duration.between(now, then))
                .map(duration -> duration.isNegative() ? Duration.ZERO : duration);
    }

    private static Optional<Duration> seconds(String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(value.length() > 18 ? Durations.LONGEST : Durations.ofSeconds(Long.parseLong(value)));
    }
}
