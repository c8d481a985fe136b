/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A channel's name, which can stand in an event name, an id, a URL and a settings key. Checked once, when it is made. Immutable;
 * equal to any other with the same {@link #value}.
 */
public final class ChannelName implements Comparable<ChannelName> {

    /** What a client calls its own channel: the one {@linkplain #ofUser of the user} that its request has authenticated. */
    public static final String OWN = "@me";

    private static final int MAX_LENGTH = 128;
    private static final String OTHERS = "._~:-";
    private static final String RESERVED = "rivulet:";
    private static final char USER = '@'; // which no other name has
    private static final char ESCAPE = ':';
    private static final HexFormat HEX = HexFormat.of();

    private final String value;

    private ChannelName(String value) {
        this.value = value;
    }

    /**
     * The name of a channel of the application's.
     *
     * @param value 1 to 128 characters out of {@code A-Z a-z 0-9 . _ ~ : -}, not beginning with {@code rivulet:}
     * @return the name
     * @throws IllegalArgumentException if it is not allowed
     */
    public static ChannelName of(String value) {
        if (!isAllowed(value)) {
            throw new IllegalArgumentException("Channel name " + shown(value) + " is not 1 to " + MAX_LENGTH
                    + " characters out of A-Z a-z 0-9 . _ ~ : -");
        }
        if (value.startsWith(RESERVED)) { // it would be the name of events
            throw new IllegalArgumentException("Channel name " + shown(value) + " begins with \"" + RESERVED
                    + "\": such names are those of Rivulet's own events");
        }
        return new ChannelName(value);
    }

    /**
     * Reads a name that may be none, as one from outside.
     *
     * @param text any text
     * @return the name, or empty where {@link #of} would refuse it; never a {@linkplain #ofUser user's own}
     */
    public static Optional<ChannelName> parse(String text) {
        return isAllowed(text) && !text.startsWith(RESERVED) ? Optional.of(new ChannelName(text)) : Optional.empty();
    }

    /**
     * The name that had this value: also a {@linkplain #ofUser user's own}. For values that {@link #value} gave, such as those of {@link
     * SubscriptionInfo#positions}, and not for texts from outside.
     *
     * @param value a name's value
     * @return the name
     * @throws IllegalArgumentException if no name has that value
     */
    public static ChannelName restored(String value) {
        if (value.length() > 1
                && value.length() <= MAX_LENGTH
                && value.charAt(0) == USER
                && isAllowed(value.substring(1))) {
            return new ChannelName(value);
        }
        return of(value);
    }

    /**
     * The name of a user's own channel. It begins with {@code @}, and so is none that {@link #of} makes. Two users never share one:
     * letters, digits and {@code . _ ~ -} stand for themselves, any other character as {@code :} and four hexadecimal digits of its
     * UTF-16 code; where that is longer than a name may be, its SHA-256 stands in its place.
     *
     * @param principalName the name that {@link java.security.Principal#getName} has in that user's requests: any text
     * @return the name
     * @throws IllegalArgumentException if the text is empty
     */
    public static ChannelName ofUser(String principalName) {
        if (principalName.isEmpty()) {
            throw new IllegalArgumentException("A user's name is empty: there is no channel of nobody");
        }
        StringBuilder name = new StringBuilder().append(USER);
        for (int i = 0; i < principalName.length(); i++) {
            char character = principalName.charAt(i);
            if (isPlain(character)) {
                name.append(character);
            } else {
                name.append(ESCAPE).append(HEX.toHexDigits(character));
            }
        }
        return new ChannelName(name.length() <= MAX_LENGTH ? name.toString() : hashed(name));
    }

    /** Two escapes in a row, which no name has that was not hashed. */
    private static String hashed(CharSequence name) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(name.toString().getBytes(US_ASCII));
            return "" + USER + ESCAPE + ESCAPE + HEX.formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String shown(String value) {
        return '"' + (value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH) + "...") + '"';
    }

    /** Without a regular expression, since events that are fired come with their channels' names. */
    private static boolean isAllowed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_LENGTH;
    }

    private static boolean isAllowed(char character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || OTHERS.indexOf(character) >= 0;
    }

    private static boolean isPlain(char character) {
        return character != ESCAPE && isAllowed(character);
    }

    /**
     * The name as text.
     *
     * @return 1 to 128 characters
     */
    public String value() {
        return value;
    }

    /**
     * Whether it is a user's own channel.
     *
     * @return true if {@link #ofUser} made it
     */
    public boolean isOfUser() {
        return value.charAt(0) == USER;
    }

    /** In the order of their texts, which is the order of {@link String#compareTo}. */
    @Override
    public int compareTo(ChannelName other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof ChannelName other && value.equals(other.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /**
     * The name as text.
     *
     * @return the {@link #value}
     */
    @Override
    public String toString() {
        return value;
    }
}
