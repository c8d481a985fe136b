/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

import dev.rivulet.server.Beta;
import java.util.Optional;

/**
 * Decides which events are followed to their delivery, as distributed tracing does. There is one, as a CDI bean, or none; must
 * be thread-safe.
 */
@Beta
@FunctionalInterface
public interface EventTracer {

    /**
     * An event is about to be published, by the calling thread: in a transaction after the commit. The publisher waits for
     * this, so it must be quick; what it throws is logged, and the event is published.
     *
     * @param channel the channel's name
     * @return who follows the event, or empty where nobody would look; kept for as long as the channel's log holds the event
     */
    Optional<EventTrace> published(String channel);
}
