/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An attempt has failed, a connection has ended, or a stream broke a limit. Where the source goes on, its state is
 * {@link ReadyState#CONNECTING} and {@link #reconnectIn} says when; otherwise it is {@link ReadyState#CLOSED}. Immutable.
 * Sources implement this, and may come to tell more by it; applications do not.
 */
public interface ErrorEvent {

    /**
     * What went wrong.
     *
     * @return empty where the server ended the stream, or refused it with a status
     */
    Optional<Throwable> cause();

    /**
     * The response's status.
     *
     * @return empty where there was no response in this attempt
     */
    OptionalInt status();

    /**
     * The response's header fields, by their names in any case.
     *
     * @return a map that cannot be changed, empty where there was no response
     */
    Map<String, List<String>> headers();

    /**
     * What the server says about its refusal: the text of a problem document (RFC 9457, section 3), that is a response of the
     * media type {@code application/problem+json}. It is read for at most five seconds, and up to 64 KiB; a longer one is left
     * out as a whole.
     *
     * @return JSON; empty where there was no such document
     */
    Optional<String> problem();

    /**
     * Which attempt of the source this was.
     *
     * @return from 1
     */
    long attempt();

    /**
     * How long until the next attempt.
     *
     * @return empty where there will be none
     */
    Optional<Duration> reconnectIn();

    /**
     * Whether this was the source's last event.
     *
     * @return true if the source is closed and will not reconnect
     */
    default boolean isFinal() {
        return reconnectIn().isEmpty();
    }

    /**
     * Whether the source is closed because the server has said with 204 that there is nothing more. That is an end and no
     * failure: {@link EventSource#closed} completes without an exception.
     *
     * @return true of a last event whose status is 204
     * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">WHATWG HTML, Server-sent events, on 204 No
     *     Content</a>
     */
    default boolean isRegularEnd() {
        return isFinal() && cause().isEmpty() && status().orElse(0) == 204;
    }
}
