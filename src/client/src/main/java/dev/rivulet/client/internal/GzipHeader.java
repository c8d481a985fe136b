/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Iterator;

/** Reads over the header of a member of gzip (RFC 1952, section 2.3), byte by byte. */
final class GzipHeader {

    private static final int FIXED_LENGTH = 10;
    private static final int[] BEGINNING = {0x1F, 0x8B, 8};
    private static final int FLAGS = 3;

    private final Iterator<Part> parts = EnumSet.allOf(Part.class).iterator();
    private Part part = parts.next();
    private int position; // within the part
    private int flags;
    private int extraLength;

    /** In the order in which they come, with the flag of those that may be missing. */
    private enum Part {
        FIXED(0),
        EXTRA_LENGTH(0x04),
        EXTRA(0x04),
        NAME(0x08),
        COMMENT(0x10),
        CHECK(0x02),
        END(0);

        private final int flag;

        Part(int flag) {
            this.flag = flag;
        }
    }

    /** True if the byte was the last one. */
    boolean accept(int b) throws IOException {
        boolean complete = switch (part) {
            case FIXED -> acceptFixed(b);
            case EXTRA_LENGTH -> {
                extraLength |= b << (Byte.SIZE * position);
                yield position == 1;
            }
            case EXTRA -> position == extraLength - 1;
            case NAME, COMMENT -> b == 0;
            case CHECK -> position == 1;
            case END -> throw new IllegalStateException("The header is complete");
        };
        position++;
        if (complete) {
            advance();
        }
        return part == Part.END;
    }

    private boolean acceptFixed(int b) throws IOException {
        if (position < BEGINNING.length && b != BEGINNING[position]) {
            throw new IOException("The response's gzip data has no member where one should begin");
        }
        if (position == FLAGS) {
            flags = b;
        }
        return position == FIXED_LENGTH - 1;
    }

    private void advance() {
        do {
            part = parts.next();
        } while (part != Part.END && ((flags & part.flag) == 0 || (part == Part.EXTRA && extraLength == 0)));
        position = 0;
    }
}
