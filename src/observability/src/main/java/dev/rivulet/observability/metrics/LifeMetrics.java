/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.metrics;

import dev.rivulet.server.spi.FiniteChannelCounts;
import dev.rivulet.server.spi.NodeStatus;
import org.eclipse.microprofile.metrics.Tag;

/** What becomes of channels that come and go. */
final class LifeMetrics {

    private static final String ENDED = "rivulet_finite_channels_ended_total";

    private final NodeStatus node;
    private final RisingCounter begun;
    private final RisingCounter ended;
    private final RisingCounter failed;
    private final RisingCounter abandoned;
    private final RisingCounter forgotten;

    LifeMetrics(Metrics metrics, NodeStatus node) {
        this.node = node;
        begun = metrics.counter("rivulet_finite_channels_begun_total", "Finite channels that have begun");
        String description = "Finite channels that have ended, by how they have";
        ended = metrics.counter(ENDED, description, new Tag("outcome", "ended"));
        failed = metrics.counter(ENDED, description, new Tag("outcome", "failed"));
        abandoned = metrics.counter(
                "rivulet_finite_channels_abandoned_total", "How often readers had abandoned a finite channel");
        forgotten = metrics.counter("rivulet_channels_forgotten_total", "Channels that have been forgotten");
        metrics.gauge(
                "rivulet_finite_channels",
                "Finite channels that have begun and not ended",
                () -> node.finiteChannels().live());
        metrics.gauge(
                "rivulet_finite_channels_lingering",
                "Finite channels that have ended and can still be read",
                () -> node.finiteChannels().lingering());
    }

    void look() {
        FiniteChannelCounts counts = node.finiteChannels();
        begun.riseTo(counts.begun());
        ended.riseTo(counts.ended());
        failed.riseTo(counts.failed());
        abandoned.riseTo(counts.abandoned());
        forgotten.riseTo(node.forgottenChannels());
    }
}
