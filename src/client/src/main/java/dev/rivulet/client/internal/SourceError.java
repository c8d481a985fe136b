/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.ErrorEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** An attempt has failed, or a connection has ended. */
public record SourceError(
        Optional<Throwable> cause,
        OptionalInt status,
        Map<String, List<String>> headers,
        Optional<String> problem,
        long attempt,
        Optional<Duration> reconnectIn)
        implements ErrorEvent {

    /** For a sentence that tells why the source is closed. */
    String reason() {
        String answer = status.isPresent() ? "the answer had status " + status.getAsInt() : "the stream has ended";
        return cause.map(Throwable::toString).orElse(answer)
                + problem.map(text -> " and said " + text).orElse("");
    }
}
