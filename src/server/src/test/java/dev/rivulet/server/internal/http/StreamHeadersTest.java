/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamHeadersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | no-cache, no-transform",
                "no-cache                    | no-cache, no-transform",
                "No-Cache                    | No-Cache, no-transform",
                "no-store                    | no-store, no-transform",
                "private, no-store           | private, no-store, no-transform",
                "private                     | private, no-cache, no-transform",
                "no-transform                | no-transform, no-cache",
                "no-transform,no-cache       | no-transform,no-cache",
                "public, max-age=60          | public, max-age=60, no-cache, no-transform",
                "'no-cache=\"Set-Cookie\"'   | 'no-cache=\"Set-Cookie\", no-cache, no-transform'"
            })
    void theApplicationsDirectivesStayAndWhatAStreamNeedsIsAdded(String own, String sent) {
        assertThat(StreamHeaders.cacheControl(own)).isEqualTo(sent);
        assertThat(StreamHeaders.cacheControl(sent)).isEqualTo(sent);
    }

    @Test
    void withoutTheApplicationsThereAreOurs() {
        assertThat(StreamHeaders.cacheControl(null)).isEqualTo("no-cache, no-transform");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "Text/Event-Stream", "text/event-stream;charset=UTF-8"})
    void aStreamIsKnownByItsType(String type) {
        assertThat(StreamHeaders.isStream(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "text/plain", "*/*"})
    void anythingElseIsNone(String type) {
        assertThat(StreamHeaders.isStream(type)).isFalse();
        assertThat(StreamHeaders.isStream(null)).isFalse();
    }
}
