/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Names a channel at an injection point.
 *
 * <pre>{@code
 * @Inject @Channel("prices") Event<PriceChanged> prices;    // fire(...) publishes, after commit
 * @Inject @Channel("prices") SseBroadcaster prices;          // the JAX-RS type
 * @Inject @Channel("prices") EventChannel prices;            // the same channel, richer
 * }</pre>
 *
 * <p>A CDI event fired synchronously with this qualifier is encoded at once and published after the current transaction has
 * committed, in the order of the calls; a rollback publishes nothing; without a transaction it is published before {@code fire}
 * returns. It belongs to the transaction of the thread that fires it, also while that completes: in the callbacks of an ORM that
 * flushes, in {@code beforeCompletion}, and in the {@code afterCompletion} of another synchronisation, as far as the server
 * tells there that a transaction is ending. An event that cannot be published (too large, not serialisable) fails {@code fire}
 * with the exception that says why, in a transaction too.
 *
 * <p>{@code fireAsync} leaves the transaction: as CDI says for asynchronous observers, the event is handed to a thread of the
 * container's, which publishes it when it gets to it, whether the caller's transaction commits or not. To publish after the
 * commit, use {@code fire}: it never waits for a subscriber.
 *
 * <p>An {@code Event} that was injected with this qualifier has its channel: {@code select} cannot give it another one, since
 * CDI allows one qualifier of a kind. For a channel that is known at run time, inject {@code @Any Event<PriceChanged>} and
 * {@code select(new Channel.Literal(name))}.
 *
 * <p>An observer with this qualifier, {@code @Observes @Channel("prices") PriceChanged}, hears what is fired in that channel;
 * with {@code @Channel("*")}, in all channels. It does not hear what is published by other means. Like any observer it hears of
 * an event when that is fired, unless it says {@code during = AFTER_SUCCESS}.
 *
 * <p>An injected {@code SseBroadcaster} has listeners of its own, and {@code close()} ends the streams that were registered
 * through it: in a request-scoped resource it is a new one for each request, and in a bean that comes back from passivation it
 * is a new one too.
 *
 * <p>A channel that an injection point names exists when the application starts; any other from the first time that the
 * application names it, as through {@link Channels#get}.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD})
public @interface Channel {

    /**
     * The channel's name: 1 to 128 characters out of {@code A-Z a-z 0-9 . _ ~ : -}, not beginning with {@code rivulet:}. An
     * invalid name at an injection point or an observer fails the deployment.
     *
     * @return the name
     */
    @Nonbinding
    String value();

    /** The qualifier for a name that is known only at run time, as in {@code event.select(new Channel.Literal("x"))}. */
    final class Literal extends AnnotationLiteral<Channel> implements Channel {

        private static final long serialVersionUID = 1L;

        /** The channel's name. */
        private final String value;

        /**
         * A qualifier for the named channel. It does not check the name: what is fired with one that is not allowed fails with an
         * {@link IllegalArgumentException}, and is not published.
         *
         * @param value the channel's name
         */
        public Literal(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
