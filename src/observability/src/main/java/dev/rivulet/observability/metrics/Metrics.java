/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * What Rivulet has in the server's registry, with names as Prometheus has them. They have no unit of MicroProfile's, which
 * servers would append to the name in ways of their own.
 */
final class Metrics {

    private final MetricRegistry registry;
    private final List<MetricID> registered = new ArrayList<>();

    Metrics(MetricRegistry registry) {
        this.registry = registry;
    }

    RisingCounter counter(String name, String description, Tag... tags) {
        registered.add(new MetricID(name, tags));
        return new RisingCounter(registry.counter(metadata(name, description), tags));
    }

    <N extends Number> void gauge(String name, String description, Supplier<N> value, Tag... tags) {
        registered.add(new MetricID(name, tags));
        registry.gauge(metadata(name, description), value, tags);
    }

    /** The registry outlives the application on some servers. */
    void remove() {
        registered.forEach(registry::remove);
    }

    private static Metadata metadata(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }
}
