/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import dev.rivulet.client.internal.RetryAfter;
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
     * time that {@code Retry-After} names (RFC 9110, section 10.2.3), else with back-off.
     */
    ResponsePolicy KEEP_TRYING = (status, headers) -> switch (status) {
        case 200 -> Decision.OPEN;
        case 408, 425, 429 -> Decision.retryAfter(headers);
        default -> status >= 500 ? Decision.retryAfter(headers) : Decision.FAIL;
    };

    /**
     * Decides. Called by the source's own serial executor; must not block. If it throws, the attempt has failed, and another one
     * follows with back-off.
     *
     * @param status the response's status
     * @param headers the response's, by their names in any case
     * @return what to do
     */
    Decision decide(int status, Map<String, List<String>> headers);

    /** What to do with a response. Immutable. */
    final class Decision {

        /** Read the body. */
        public static final Decision OPEN = new Decision(Action.OPEN, Optional.empty());

        /** One error event, and the source is closed. */
        public static final Decision FAIL = new Decision(Action.FAIL, Optional.empty());

        private static final Decision RETRY = new Decision(Action.RETRY, Optional.empty());

        private final Action action;
        private final Optional<Duration> delay;

        private Decision(Action action, Optional<Duration> delay) {
            this.action = action;
            this.delay = delay;
        }

        /**
         * An error event, and another attempt after the reconnection time and the back-off.
         *
         * @return the decision
         */
        public static Decision retry() {
            return RETRY;
        }

        /**
         * An error event, and another attempt.
         *
         * @param delay the time until then, without back-off, but not below the source's
         *     {@linkplain EventSourceBuilder#reconnectionFloor floor}
         * @return the decision
         * @throws IllegalArgumentException if it is negative
         */
        public static Decision retry(Duration delay) {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("Delay " + delay + " until the next attempt is negative");
            }
            return new Decision(Action.RETRY, Optional.of(delay));
        }

        /**
         * An error event, and another attempt after the time that {@code Retry-After} names (RFC 9110, section 10.2.3), or as by
         * {@link #retry()} where it names none.
         *
         * @param headers the response's
         * @return the decision
         */
        public static Decision retryAfter(Map<String, List<String>> headers) {
            return RetryAfter.of(headers).map(Decision::retry).orElse(RETRY);
        }

        /**
         * The kind.
         *
         * @return what to do
         */
        public Action action() {
            return action;
        }

        /**
         * The time until another attempt.
         *
         * @return empty for the usual one, and for other kinds
         */
        public Optional<Duration> delay() {
            return delay;
        }

        @Override
        public String toString() {
            return action + delay.map(time -> " in " + time).orElse("");
        }
    }

    /** The kinds of decisions; there may come to be more. */
    enum Action {
        /** Read the body. */
        OPEN,
        /** Try again. */
        RETRY,
        /** Close the source. */
        FAIL
    }
}
