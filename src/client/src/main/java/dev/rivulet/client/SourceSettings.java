/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.net.CookieHandler;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a source was built with; nothing of it changes while it lives. */
record SourceSettings(
        SourceUrl url,
        Duration reconnectionFloor,
        boolean withCredentials,
        String method,
        Optional<Transport.Body> body,
        Map<String, String> headers,
        Consumer<OutgoingRequest> hook,
        CookieHandler cookies,
        String lastEventId,
        Duration reconnectionTime,
        Backoff backoff,
        ResponsePolicy responses,
        boolean reconnecting,
        Optional<Duration> idleTimeout,
        Limits limits,
        boolean closingBeyondLimits,
        @Nullable CommentListener comments,
        Transport transport,
        SerialExecutor serial,
        Timing timing,
        RandomGenerator random) {

    URI uri() {
        return url.uri();
    }
}
