/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three forms of RFC 9110, section 5.6.7. */
class HttpDatesTest {

    private static final Clock IN_2026 = Clock.fixed(Instant.parse("2026-11-29T00:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "'Sun, 06 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sunday, 06-Nov-94 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sun Nov  6 08:49:37 1994', 1994-11-06T08:49:37Z",
        "'Sat Nov 26 23:59:59 1994', 1994-11-26T23:59:59Z",
        "'Thu, 29 Feb 2024 00:00:00 GMT', 2024-02-29T00:00:00Z",
        "'Wednesday, 01-Jan-76 00:00:00 GMT', 2076-01-01T00:00:00Z",
        "'Saturday, 01-Jan-77 00:00:00 GMT', 1977-01-01T00:00:00Z",
        "'Friday, 01-Jan-27 00:00:00 GMT', 2027-01-01T00:00:00Z"
    })
    void everyFormIsRead(String text, Instant instant) {
        assertThat(HttpDates.parse(text, IN_2026)).hasValue(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "soon",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 CET",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "06-Nov-1994 08:49:37 GMT GMT",
                "Sun Nov 06 08:49:37 94",
                "Mon, 30 Feb 2026 00:00:00 GMT",
                "1994-11-06T08:49:37Z"
            })
    void otherTextIsNoDate(String text) {
        assertThat(HttpDates.parse(text, IN_2026)).isEmpty();
    }
}
