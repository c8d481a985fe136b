/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An attempt has failed, a connection has ended, or a stream broke a limit. Where the source goes on, its state is
 * {@link ReadyState#CONNECTING} and {@code reconnectIn} says when; otherwise it is {@link ReadyState#CLOSED}.
 *
 * @param cause what went wrong; empty where the server ended the stream, or refused it with a status
 * @param status the response's status, where there was a response in this attempt
 * @param headers the response's, by their names in any case; empty where there was none
 * @param attempt which attempt of the source this was, from 1
 * @param reconnectIn how long until the next attempt; empty where there will be none
 */
public record ErrorEvent(
        Optional<Throwable> cause,
        OptionalInt status,
        Map<String, List<String>> headers,
        long attempt,
        Optional<Duration> reconnectIn) {

    /**
     * Whether this was the source's last event.
     *
     * @return true if the source is closed and will not reconnect
     */
    public boolean isFinal() {
        return reconnectIn.isEmpty();
    }
}
