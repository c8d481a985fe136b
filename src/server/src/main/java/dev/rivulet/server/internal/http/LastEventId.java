/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The id from which a request asks to resume. */
final class LastEventId {

    private static final int LATIN_1_MAX = 0xFF;

    private LastEventId() {}

    /** The header counts where both are there; an empty one is none. */
    static Optional<String> of(@Nullable String header, Supplier<@Nullable String> parameter) {
        return given(header).or(() -> given(parameter.get()));
    }

    private static Optional<String> given(@Nullable String id) {
        return Optional.ofNullable(id).filter(text -> !text.isEmpty()).map(LastEventId::asUtf8);
    }

    /** Clients send ids as UTF-8; containers read headers, and some of them parameters, as ISO 8859-1. */
    private static String asUtf8(String id) {
        if (id.chars().anyMatch(c -> c > LATIN_1_MAX)) {
            return id;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(id.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return id;
        }
    }
}
