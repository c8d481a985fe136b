/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A field's value as bytes, decoded when somebody asks, and not again while the bytes stay the same. */
final class DecodedField {

    private byte[] bytes = new byte[64];
    private int length;
    private byte[] decoded = new byte[64];
    private int decodedLength;
    private @Nullable String text;

    void clear() {
        length = 0;
    }

    boolean isEmpty() {
        return length == 0;
    }

    void set(byte[] source, int offset, int count) {
        if (count > bytes.length) {
            bytes = new byte[Math.max(count, 2 * bytes.length)];
        }
        System.arraycopy(source, offset, bytes, 0, count);
        length = count;
    }

    String text() {
        String last = text;
        if (last != null && Arrays.equals(bytes, 0, length, decoded, 0, decodedLength)) {
            return last;
        }
        if (length > decoded.length) {
            decoded = new byte[bytes.length];
        }
        System.arraycopy(bytes, 0, decoded, 0, length);
        decodedLength = length;
        String decodedText = new String(bytes, 0, length, UTF_8);
        text = decodedText;
        return decodedText;
    }
}
