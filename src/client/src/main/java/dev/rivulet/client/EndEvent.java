/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.Optional;

/**
 * The end of a finite channel, which a Rivulet server sends as an event named {@code rivulet:end}. It is the channel's last
 * event; other channels of the same stream may go on. Immutable. Sources implement this, and may come to tell more by it;
 * applications do not.
 *
 * @see EventSource#onEnd
 */
public interface EndEvent {

    /** How a channel has ended. */
    enum Outcome {
        /** It is complete. */
        ENDED,
        /** Its producer has failed: the channel may be incomplete. */
        FAILED
    }

    /**
     * Which channel has ended.
     *
     * @return the name, which is not empty
     */
    String channel();

    /**
     * How it has ended.
     *
     * @return what the server says
     */
    Outcome outcome();

    /**
     * Why it has failed.
     *
     * @return the server's text for readers; empty where it gives no reason
     */
    Optional<String> reason();

    /**
     * The source's last event id when the end arrived, by the end's own {@code id:} field or an earlier one. A source that
     * resumes after it has everything of the channel.
     *
     * @return the id, or empty where there was none
     */
    String lastEventId();
}
