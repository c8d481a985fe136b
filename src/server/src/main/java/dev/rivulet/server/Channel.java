/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
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
 * <p>A CDI event fired synchronously with this qualifier is published after the current transaction commits; a rollback
 * publishes nothing; without a transaction it is published before {@code fire} returns. One that is fired with
 * {@code fireAsync} is published when the container's thread gets to it. An event that cannot be published (too large,
 * not serialisable) fails {@code fire} with the exception that says why; after a commit it is too late for that, so the
 * exception is logged instead. Fire values and not entities: they are encoded after the commit.
 *
 * <p>An injected {@code SseBroadcaster} has listeners of its own, and {@code close()} ends the streams that were registered
 * through it: in a request-scoped resource it is a new one for each request.
 *
 * <p>A channel that an injection point names exists when the application starts; any other from the first time that the
 * application names it, as through {@link Channels#get}.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, PARAMETER, METHOD, TYPE})
public @interface Channel {

    /**
     * The channel's name: 1 to 128 characters out of {@code A-Z a-z 0-9 . _ ~ : -}. An invalid name at an injection
     * point fails the deployment.
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
         * A qualifier for the named channel.
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
