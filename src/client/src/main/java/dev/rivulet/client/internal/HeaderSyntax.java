/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.UnsendableRequestException;
import java.util.regex.Pattern;

/** What may stand in a request's head (RFC 9110, sections 5.5 and 5.6.2). */
public final class HeaderSyntax {

    private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

    private HeaderSyntax() {}

    public static String requireToken(String what, String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("The " + what + " \"" + token + "\" has characters that no token has");
        }
        return token;
    }

    /** Values may be secret, so the message has none. */
    public static String requireValue(String name, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "The value of header " + name + " has characters other than tab, space and visible ASCII");
        }
        return value;
    }

    /** Whether a client that takes ASCII alone sends the value as it is. */
    static boolean isAscii(String value) {
        return value.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\t');
    }

    /** The value, for a client that would send another one, were it not ASCII; an event's id is what may not be. */
    static String requireAscii(String client, String name, String value) {
        if (!isAscii(value)) {
            throw new UnsendableRequestException(client + " cannot send " + name + ": " + value
                    + ", since it has characters other than tab, space and visible ASCII");
        }
        return value;
    }
}
