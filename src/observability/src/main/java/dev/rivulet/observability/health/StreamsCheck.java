/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.health;

import dev.rivulet.server.spi.NodeStatus;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * The node is ready until it begins to give up its streams; it says so before it refuses any. A node that can make no more channels
 * stays ready, since the clients of those that it has are served, and another node would fill up as well: the data tells.
 *
 * @param node knows
 */
record StreamsCheck(NodeStatus node) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        int channels = node.channels();
        int most = node.channelLimit();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("rivulet-streams")
                .status(node.isReady())
                .withData("streams", node.streams())
                .withData("channels", channels)
                .withData("channelLimit", most);
        if (channels >= most - most / 5) {
            response.withData(
                    "warning",
                    channels < most
                            ? "Few more channels can be made: raise rivulet.limit.channels"
                            : "No more channels can be made: raise rivulet.limit.channels");
        }
        return response.build();
    }
}
