/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

/** How much of a stream may have to be kept, in bytes. */
public record Limits(int line, int event) {

    public static final Limits DEFAULT = new Limits(1 << 20, 8 << 20);

    /** Checks them. */
    public Limits {
        requirePositive("line", line);
        requirePositive("event", event);
    }

    private static void requirePositive(String what, int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("A " + what + " of at most " + bytes + " bytes: must be at least 1");
        }
    }
}
