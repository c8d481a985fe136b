/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.util.regex.Pattern;

/**
 * A channel's name that can stand in an event name, an id, a URL and a settings key.
 *
 * @param value 1 to 128 characters out of {@code A-Z a-z 0-9 . _ ~ : -}, not beginning with {@code rivulet:}
 */
public record ChannelName(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._~:-]{1,128}");
    private static final String RESERVED = "rivulet:";

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    public ChannelName {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Channel name \"" + value + "\" is not 1 to 128 characters out of A-Z a-z 0-9 . _ ~ : -");
        }
        if (value.startsWith(RESERVED)) { // it would be the name of events
            throw new IllegalArgumentException("Channel name \"" + value + "\" begins with \"" + RESERVED
                    + "\": such names are those of Rivulet's own events");
        }
    }
}
