/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates in headers, in the three forms that a recipient has to take (RFC 9110, section 5.6.7): the preferred one, that of RFC
 * 850, and that of C's {@code asctime}. All are in GMT.
 */
final class HttpDates {

    /** The preferred form, C's, and the rest of RFC 850's, once its year has four digits. */
    private static final DateTimeFormatter FORMS = DateTimeFormatter.ofPattern(
            "[EEE, dd MMM yyyy HH:mm:ss 'GMT'][EEE MMM ppd HH:mm:ss yyyy][dd-MMM-yyyy HH:mm:ss 'GMT']", Locale.US);

    /** A weekday in full, and a year of two digits. */
    private static final Pattern RFC_850 =
            Pattern.compile("(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\\d\\d-\\w{3}-)(\\d\\d)( .*)");

    private static final int FUTURE_YEARS = 50;

    private HttpDates() {}

    /** The instant, or nothing of a text that is no date. */
    static Optional<Instant> parse(String text) {
        return parse(text, Clock.systemUTC());
    }

    /** A year of two digits is the latest one that is at most fifty years ahead. */
    static Optional<Instant> parse(String text, Clock clock) {
        Matcher old = RFC_850.matcher(text);
        if (old.matches()) {
            int latest = LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).getYear() + FUTURE_YEARS;
            int year = latest - Math.floorMod(latest - Integer.parseInt(old.group(2)), 100);
            return parseFull(old.group(1) + year + old.group(3));
        }
        return parseFull(text);
    }

    private static Optional<Instant> parseFull(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORMS).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
