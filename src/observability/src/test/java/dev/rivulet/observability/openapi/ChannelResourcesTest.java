/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelResourcesTest {

    @ParameterizedTest
    @CsvSource({
        "/api/*,    events,      /api/events",
        "/api/*,    /events/,    /api/events",
        "/*,        events,      /events",
        "'',        events/{id}, /events/{id}",
        "/a/b/*,    c/d,         /a/b/c/d",
        "/api/*,    /,           /api",
        "'',        '',          /"
    })
    void joinsAMappingAndAPath(String mapping, String path, String joined) {
        assertThat(ChannelResources.joined(mapping, path)).isEqualTo(joined);
    }
}
