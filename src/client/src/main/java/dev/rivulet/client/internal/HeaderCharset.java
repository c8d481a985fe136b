/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.client.WebTarget;
import java.nio.charset.Charset;

/**
 * What a JAX-RS client makes of header values that are not ASCII, as an event's id may be, which has to arrive as UTF-8. No
 * client takes bytes. Jersey's default connector, which is {@code HttpURLConnection}, encodes characters by the JVM's default
 * charset, so that some are right and some can be made to; the others write {@code ?}, throw, or do either by their settings.
 */
enum HeaderCharset {
    /** Nothing but ASCII. */
    ASCII,
    /** A byte for each character. */
    LATIN_1,
    /** As it should be. */
    UNICODE;

    static HeaderCharset of(WebTarget target) {
        Charset encoding = Charset.defaultCharset();
        if (!UrlConnections.isUsedBy(target)) {
            return ASCII;
        }
        if (encoding.equals(UTF_8)) {
            return UNICODE;
        }
        return encoding.equals(ISO_8859_1) ? LATIN_1 : ASCII;
    }

    /** Whether the value would arrive as it is. */
    boolean carries(String value) {
        return this != ASCII || HeaderSyntax.isAscii(value);
    }

    /**
     * The value as the client has to have it.
     *
     * @throws UnsendableRequestException if it would not arrive as it is
     */
    String encode(String name, String value) {
        return switch (this) {
            case ASCII -> HeaderSyntax.requireAscii("The JAX-RS client", name, value);
            case LATIN_1 -> new String(value.getBytes(UTF_8), ISO_8859_1);
            case UNICODE -> value;
        };
    }
}
