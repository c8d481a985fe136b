/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

/** What the events are like that are parsed. */
public enum ParsedEvent {
    /** As small as most are. */
    SHORT("108 bytes", 108, ParsedEvent.ASCII),
    /** Some JSON. */
    MEDIUM("570 bytes", 570, ParsedEvent.ASCII),
    /** More than a read gives. */
    LONG("64 KiB", 64 << 10, ParsedEvent.ASCII),
    /** Two and three bytes a character. */
    TEXT("108 bytes beyond ASCII", 108, "Grüße, 世界, привет ");

    private static final String ASCII = "abcdefghijklmnopqrstuvwxyz 0123456789 ";

    private final String title;
    private final int size;
    private final String text;

    ParsedEvent(String title, int size, String text) {
        this.title = title;
        this.size = size;
        this.text = text;
    }

    /**
     * Its name for people.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    ParsedStream stream(int length) {
        return new ParsedStream(length, size, text);
    }
}
