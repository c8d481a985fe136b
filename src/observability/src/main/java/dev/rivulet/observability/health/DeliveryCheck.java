/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.health;

import dev.rivulet.server.spi.NodeStatus;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * The node lives while a probe comes out of every delivery loop in good time.
 *
 * @param node sends it
 * @param patience how long it may take
 */
record DeliveryCheck(NodeStatus node, Duration patience) implements HealthCheck {

    private static final String NAME = "rivulet-delivery";

    @Override
    public HealthCheckResponse call() {
        try {
            node.probe().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return HealthCheckResponse.up(NAME);
        } catch (TimeoutException e) {
            return down("An event has not come out of every delivery loop within " + patience.toSeconds()
                    + " s: a thread dump shows what holds rivulet-delivery");
        } catch (ExecutionException e) {
            return down("The delivery loops have ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down("The check was interrupted");
        }
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
