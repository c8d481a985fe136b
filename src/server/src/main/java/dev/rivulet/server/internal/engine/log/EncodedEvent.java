/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import dev.rivulet.server.spi.EventTrace;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An event as wire bytes, all but its id, which the log adds: the position is known only there.
 *
 * @param body the block's lines before the id, each with its LF; not to be changed
 * @param named whether the body has an {@code event:} line
 * @param applicationId the id that the application set, if it did
 * @param key of those with one key a keyed log holds the newest
 * @param trace follows the event, if somebody does
 */
@SuppressWarnings("ArrayRecordComponent") // an event is a value on its way, never compared
public record EncodedEvent(
        byte[] body,
        boolean named,
        @Nullable String applicationId,
        String key,
        @Nullable EventTrace trace) {

    /**
     * An event that nobody follows.
     *
     * @param body the block's lines before the id, each with its LF; not to be changed
     * @param named whether the body has an {@code event:} line
     * @param applicationId the id that the application set, if it did
     * @param key of those with one key a keyed log holds the newest
     */
    public EncodedEvent(byte[] body, boolean named, @Nullable String applicationId, String key) {
        this(body, named, applicationId, key, null);
    }

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
     * The same event, followed.
     *
     * @param follower is told of its delivery
     * @return an event with the same bytes
     */
    public EncodedEvent tracedBy(EventTrace follower) {
        return new EncodedEvent(body, named, applicationId, key, follower);
    }

    /**
     * The bytes of the whole event, were it to keep the application's id.
     *
     * @return bytes
     */
    public int size() {
        return body.length
                + (applicationId == null
                        ? 0
                        : "id: \n\n".length() + applicationId.getBytes(StandardCharsets.UTF_8).length);
    }
}
