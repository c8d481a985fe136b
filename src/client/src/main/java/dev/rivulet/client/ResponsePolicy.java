/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides by status and headers whether a response opens the stream, ends the source, or is worth another attempt.
 * Redirects are followed before. A response that opens the stream must have the media type {@code text/event-stream}
 * nevertheless.
 */
@FunctionalInterface
public interface ResponsePolicy {

    /**
     * The standard's: 200 opens, everything else fails for good.
     *
     * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model">WHATWG HTML,
     *     processing model</a>
     */
    ResponsePolicy STANDARD = (status, headers) -> status == 200 ? Decision.OPEN : Decision.FAIL;

    /**
     * For servers that come back: as the standard's, but 408, 425, 429 and everything from 500 are tried again, after the
     * time that {@code Retry-After} names (RFC 9110, section 10.2.3; in seconds), else with back-off.
     */
    ResponsePolicy KEEP_TRYING = (status, headers) -> switch (status) {
        case 200 -> Decision.OPEN;
        case 408, 425, 429 -> Decision.retry(RetryAfter.of(headers));
        default -> status >= 500 ? Decision.retry(RetryAfter.of(headers)) : Decision.FAIL;
    };

    /**
     * Decides. Called by the source's own serial executor; must not block.
     *
     * @param status the response's status
     * @param headers the response's, by their names in any case
     * @return what to do
     */
    Decision decide(int status, Map<String, List<String>> headers);

    /**
     * What to do with a response.
     *
     * @param action the kind
     * @param delay for {@link Action#RETRY}, the time until the next attempt; empty for the usual one
     */
    record Decision(Action action, Optional<Duration> delay) {

        /** Read the body. */
        public static final Decision OPEN = new Decision(Action.OPEN, Optional.empty());

        /** One error event, and the source is closed. */
        public static final Decision FAIL = new Decision(Action.FAIL, Optional.empty());

        /**
         * An error event, and another attempt.
         *
         * @param delay the time until then; empty for the reconnection time and the back-off
         * @return the decision
         */
        public static Decision retry(Optional<Duration> delay) {
            return new Decision(Action.RETRY, delay);
        }
    }

    /** The kinds of decisions. */
    enum Action {
        /** Read the body. */
        OPEN,
        /** Try again. */
        RETRY,
        /** Close the source. */
        FAIL
    }
}
