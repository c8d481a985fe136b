/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An event as wire bytes, all but its id, which the log adds: the position is known only there.
 *
 * @param body the block's lines before the id, each with its LF; not to be changed
 * @param named whether the body has an {@code event:} line
 * @param applicationId the id that the application set, if it did
 * @param key of those with one key a keyed log holds the newest
 */
@SuppressWarnings("ArrayRecordComponent") // an event is a value on its way, never compared
public record EncodedEvent(
        byte[] body, boolean named, @Nullable String applicationId, String key) {

    /**
     * An event without a key.
     *
     * @param body the block's lines before the id, each with its LF; not to be changed
     * @param named whether the body has an {@code event:} line
     * @param applicationId the id that the application set, if it did
     */
    public EncodedEvent(byte[] body, boolean named, @Nullable String applicationId) {
        this(body, named, applicationId, "");
    }

    /**
     * The bytes of the whole event, were it to keep the application's id.
     *
     * @return bytes
     */
    int size() {
        return body.length
                + (applicationId == null
                        ? 0
                        : "id: \n\n".length() + applicationId.getBytes(StandardCharsets.UTF_8).length);
    }
}
