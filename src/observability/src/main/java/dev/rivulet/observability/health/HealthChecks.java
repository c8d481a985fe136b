/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.health;

import dev.rivulet.server.spi.NodeStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Gives the server the checks. They are no beans themselves: TomEE loads those, whether or not their supertypes are there. */
@ApplicationScoped
public class HealthChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    NodeStatus node;

    /** Made by the container. */
    public HealthChecks() {
        // The container injects the rest.
    }

    /**
     * Whether events get through.
     *
     * @return a check
     */
    @Produces
    @Liveness
    @ApplicationScoped
    public HealthCheck delivery() {
        return new DeliveryCheck(node, PATIENCE);
    }

    /**
     * Whether the node wants streams.
     *
     * @return a check
     */
    @Produces
    @Readiness
    @ApplicationScoped
    public HealthCheck streams() {
        return new StreamsCheck(node);
    }
}
