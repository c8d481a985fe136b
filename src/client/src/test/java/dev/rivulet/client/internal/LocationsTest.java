/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a redirect leads, by the URL standard. */
class LocationsTest {

    private static final URI BASE = URI.create("http://a/b/c/d;p?q");

    /** RFC 3986, section 5.4, but for its schemes of other kinds. */
    @ParameterizedTest
    @CsvSource({
        "g, http://a/b/c/g",
        "./g, http://a/b/c/g",
        "g/, http://a/b/c/g/",
        "/g, http://a/g",
        "//g, http://g/",
        "?y, http://a/b/c/d;p?y",
        "g?y, http://a/b/c/g?y",
        "#s, http://a/b/c/d;p?q",
        "g#s, http://a/b/c/g",
        ";x, http://a/b/c/;x",
        "g;x=1/../y, http://a/b/c/y",
        "'', http://a/b/c/d;p?q",
        "., http://a/b/c/",
        "./, http://a/b/c/",
        ".., http://a/b/",
        "../, http://a/b/",
        "../g, http://a/b/g",
        "../.., http://a/",
        "../../g, http://a/g",
        "../../../g, http://a/g",
        "/./g, http://a/g",
        "/../g, http://a/g",
        "g., http://a/b/c/g.",
        ".g, http://a/b/c/.g",
        "g.., http://a/b/c/g..",
        "./../g, http://a/b/g",
        "./g/., http://a/b/c/g/",
        "g/./h, http://a/b/c/g/h",
        "g/../h, http://a/b/c/h",
        "g?y/../x, http://a/b/c/g?y/../x",
        "http:g, http://a/b/c/g",
        "%2e%2E/g, http://a/b/g",
        "http://h/x/../y, http://h/y",
        "https://h:8443, https://h:8443/",
        "http://h/a/./b?c=/../d, http://h/a/b?c=/../d",
        "http://[::1]:80/x, http://[::1]:80/x",
        "http://a_b/x, http://a_b/x"
    })
    void referencesAreResolved(String location, String expected) {
        assertThat(Locations.resolve(BASE, location)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/a b?c d, /a%20b?c%20d",
        "/a\"<>`b, /a%22%3C%3E%60b",
        "/{a}|^, /%7Ba%7D%7C%5E",
        "/100%, /100%25",
        "/%zz%41, /%25zz%41",
        "/a\\b, /a/b",
        "/a[1]?b[2], /a%5B1%5D?b%5B2%5D",
        "/a?b=\\, /a?b=%5C",
        "/caf\u00e9?\u20ac, /caf%C3%A9?%E2%82%AC"
    })
    void whatNoUriHasIsEncoded(String location, String expected) {
        String asTransportsGiveIt = new String(location.getBytes(UTF_8), ISO_8859_1);
        assertThat(Locations.resolve(BASE, asTransportsGiveIt)).hasToString("http://a" + expected);
    }

    @Test
    void whatIsDecodedAlreadyIsEncodedAgain() {
        assertThat(Locations.resolve(BASE, "/\u20ac\u00e9")).hasToString("http://a/%E2%82%AC%C3%A9");
    }

    @Test
    void hostIsWrittenInAscii() {
        String location = new String("http://b\u00fccher.example/x".getBytes(UTF_8), ISO_8859_1);
        assertThat(Locations.resolve(BASE, location)).hasToString("http://xn--bcher-kva.example/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a b/", "http://[", "//a b/", "http://a%/"})
    void hostThatIsNoneIsRefused(String location) {
        assertThatThrownBy(() -> Locations.resolve(BASE, location))
                .satisfies(thrown -> assertThat(thrown).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void baseWithoutAPathHasTheRoot() {
        assertThat(Locations.resolve(URI.create("http://a?q"), "g")).hasToString("http://a/g");
        assertThat(Locations.resolve(URI.create("http://a"), "")).hasToString("http://a/");
    }
}
