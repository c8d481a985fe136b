/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CrossOriginTest {

    private static final String APP = "https://app.example.org";

    @Test
    void nobodyHasAccessUnlessNamed() {
        CrossOrigin off = read(Map.of());
        assertThat(off.allows(APP)).isFalse();
        assertThat(off.headers(Optional.of(APP))).isEmpty();
    }

    @Test
    void anAllowedOriginIsToldSoByItsName() {
        CrossOrigin named = read(Map.of("rivulet.cors.origins", APP + ", http://[::1]:8080"));
        assertThat(named.headers(Optional.of(APP)))
                .containsEntry("Access-Control-Allow-Origin", APP)
                .containsEntry("Vary", "Origin")
                .doesNotContainKey("Access-Control-Allow-Credentials");
        assertThat(named.allows("http://[::1]:8080")).isTrue();
    }

    @Test
    void anyOtherOriginIsToldNothingButThatTheAnswerVaries() {
        CrossOrigin named = read(Map.of("rivulet.cors.origins", APP));
        for (String other : Set.of("null", "https://evil.example", APP + ".evil.example", APP + ":8443", "*")) {
            assertThat(named.headers(Optional.of(other))).isEqualTo(Map.of("Vary", "Origin"));
        }
        assertThat(named.headers(Optional.empty())).isEqualTo(Map.of("Vary", "Origin"));
    }

    @Test
    void everyOriginIsAllowedWithoutCredentialsOnly() {
        CrossOrigin all = read(Map.of("rivulet.cors.origins", "*"));
        assertThat(all.headers(Optional.of("https://anywhere.example")))
                .containsEntry("Access-Control-Allow-Origin", "*")
                .doesNotContainKeys("Vary", "Access-Control-Allow-Credentials");
        Map<String, String> both = Map.of("rivulet.cors.origins", "*", "rivulet.cors.credentials", "true");
        assertThatThrownBy(() -> read(both))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("name the origins");
    }

    @Test
    void credentialsAreForOriginsOnTheList() {
        CrossOrigin credentials = read(Map.of("rivulet.cors.origins", APP, "rivulet.cors.credentials", "true"));
        assertThat(credentials.headers(Optional.of(APP))).containsEntry("Access-Control-Allow-Credentials", "true");
        assertThat(credentials.headers(Optional.of("https://evil.example")))
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    private static CrossOrigin read(Map<String, String> values) {
        return Settings.of(values).crossOrigin();
    }
}
