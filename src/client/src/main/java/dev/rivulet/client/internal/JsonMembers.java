/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the members of a JSON object (RFC 8259, sections 4 and 7). The application's JSON-B or {@code DataReader} does not
 * serve for what the server says about the stream itself: there may be none, and it reads as the application wants.
 */
final class JsonMembers {

    /** Of arrays and objects in one another: each takes a part of the stack. */
    private static final int MOST_LEVELS = 64;

    private static final Pattern SCALAR =
            Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?");

    private final String text;
    private final Matcher scalar;
    private int next;

    private JsonMembers(String text) {
        this.text = text;
        this.scalar = SCALAR.matcher(text);
    }

    /**
     * The object's members by their names: strings with their text, others without. A member that is {@code null} is as one
     * that is not there. Empty if this is no object, or has a name twice.
     */
    static Optional<Map<String, Optional<String>>> of(String text) {
        JsonMembers reader = new JsonMembers(text);
        try {
            reader.skipBlanks();
            Map<String, Optional<String>> members = reader.object(1);
            reader.skipBlanks();
            return reader.next == text.length() ? Optional.of(members) : Optional.empty();
        } catch (NotJsonException e) {
            return Optional.empty();
        }
    }

    private Map<String, Optional<String>> object(int level) throws NotJsonException {
        Map<String, Optional<String>> members = new HashMap<>();
        expect('{');
        if (skip('}')) {
            return members;
        }
        do {
            skipBlanks();
            String name = string();
            expect(':');
            skipBlanks();
            boolean isNull = text.startsWith("null", next);
            Optional<String> value = value(level);
            if (!isNull && members.put(name, value) != null) {
                throw new NotJsonException("The name \"" + name + "\" comes twice");
            }
        } while (skip(','));
        expect('}');
        return members;
    }

    private void array(int level) throws NotJsonException {
        expect('[');
        if (skip(']')) {
            return;
        }
        do {
            skipBlanks();
            value(level);
        } while (skip(','));
        expect(']');
    }

    /** A string's text. */
    private Optional<String> value(int level) throws NotJsonException {
        if (level == MOST_LEVELS) {
            throw new NotJsonException("More than " + MOST_LEVELS + " levels");
        }
        switch (next < text.length() ? text.charAt(next) : 0) {
            case '"' -> {
                return Optional.of(string());
            }
            case '{' -> object(level + 1);
            case '[' -> array(level + 1);
            default -> scalar();
        }
        return Optional.empty();
    }

    private void scalar() throws NotJsonException {
        if (!scalar.region(next, text.length()).lookingAt()) {
            throw new NotJsonException("No value at " + next);
        }
        next = scalar.end();
    }

    private String string() throws NotJsonException {
        if (next == text.length() || text.charAt(next) != '"') {
            throw new NotJsonException("No string at " + next);
        }
        next++;
        StringBuilder characters = new StringBuilder();
        for (char c = character(); c != '"'; c = character()) {
            if (c < ' ') {
                throw new NotJsonException("A control character before " + next);
            }
            characters.append(c == '\\' ? escaped() : c);
        }
        return characters.toString();
    }

    private char escaped() throws NotJsonException {
        char c = character();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw new NotJsonException("An unknown escape before " + next);
        };
    }

    private char codeUnit() throws NotJsonException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = character();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new NotJsonException("No hexadecimal digit before " + next);
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private char character() throws NotJsonException {
        if (next == text.length()) {
            throw new NotJsonException("The text ends within a string");
        }
        return text.charAt(next++);
    }

    /** After blanks. */
    private void expect(char c) throws NotJsonException {
        if (!skip(c)) {
            throw new NotJsonException("No '" + c + "' at " + next);
        }
    }

    /** True if it comes next, after blanks. */
    private boolean skip(char c) {
        skipBlanks();
        if (next < text.length() && text.charAt(next) == c) {
            next++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (next < text.length() && " \t\n\r".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
    }

    private static final class NotJsonException extends Exception {

        private static final long serialVersionUID = 1L;

        NotJsonException(String message) {
            super(message);
        }
    }
}
