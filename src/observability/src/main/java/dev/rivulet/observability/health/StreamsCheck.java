/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.health;

import dev.rivulet.server.spi.NodeStatus;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * The node is ready until it begins to give up its streams; it says so before it refuses any.
 *
 * @param node knows
 */
record StreamsCheck(NodeStatus node) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rivulet-streams")
                .status(node.isReady())
                .withData("streams", node.streams())
                .build();
    }
}
