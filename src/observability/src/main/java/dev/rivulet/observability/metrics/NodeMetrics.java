/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.metrics;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.spi.NodeObserver;
import dev.rivulet.server.spi.NodeStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the node counts, about once a second. The channels that injection points or settings name have series
 * of their own as soon as they exist; all others are shown as one, since an application may make any number at run time.
 */
@ApplicationScoped
public class NodeMetrics implements NodeObserver {

    private static final String OTHERS = "(other)"; // no channel's name
    private static final String WAITS = "rivulet_publish_to_write_seconds";
    private static final List<String> REASONS = List.of(
            "bad_request",
            "unauthorized",
            "forbidden",
            "not_found",
            "method_not_allowed",
            "not_acceptable",
            "conflict",
            "too_many",
            "unavailable");

    @Inject
    Instance<MetricRegistry> registries;

    @Inject
    Channels channels;

    @Inject
    NodeStatus node;

    private final Map<String, RisingCounter> refusals = new HashMap<>(); // guarded by this
    private final Map<String, ChannelMetrics> byChannel = new TreeMap<>(); // guarded by this
    private @Nullable Metrics metrics; // guarded by this
    private @Nullable LifeMetrics lives; // guarded by this
    private @Nullable RisingCounter bytesSent; // guarded by this
    private @Nullable ChannelMetrics others; // guarded by this

    /** Made by the container. */
    public NodeMetrics() {
        // The container injects the rest.
    }

    /**
     * Registers everything, so that it can be read before anything has happened.
     *
     * @param context the application's
     */
    public synchronized void applicationStarts(@Observes @Initialized(ApplicationScoped.class) Object context) {
        if (!registries.isResolvable()) { // the API alone, without a server behind it
            return;
        }
        Metrics registered = new Metrics(registries.get());
        registered.gauge("rivulet_streams", "Open streams", node::streams);
        registered.gauge("rivulet_channels", "Channels that have been made and not forgotten", node::channels);
        registered.gauge("rivulet_channels_limit", "Channels that may be made", node::channelLimit);
        registered.gauge("rivulet_history_bytes", "Memory that retained events take", node::historyBytes);
        lives = new LifeMetrics(registered, node);
        bytesSent = registered.counter("rivulet_sent_bytes_total", "Bytes given to streams");
        REASONS.forEach(reason -> refusals.put(
                reason,
                registered.counter(
                        "rivulet_refusals_total",
                        "Requests for channels that were refused",
                        new Tag("reason", reason))));
        registerWaits(registered);
        others = new ChannelMetrics(registered, OTHERS);
        metrics = registered;
        addNamedChannels(registered);
    }

    /**
     * Takes everything back.
     *
     * @param context the application's
     */
    public synchronized void applicationStops(@Observes @BeforeDestroyed(ApplicationScoped.class) Object context) {
        if (metrics != null) {
            metrics.remove();
            metrics = null;
        }
    }

    @Override
    public synchronized void look() {
        if (metrics == null || lives == null || bytesSent == null || others == null) {
            return;
        }
        addNamedChannels(metrics);
        bytesSent.riseTo(node.bytesSent());
        lives.look();
        node.refusals().forEach((reason, count) -> {
            RisingCounter counter = refusals.get(reason);
            if (counter != null) {
                counter.riseTo(count);
            }
        });
        Optional<ChannelCounts> counts = node.forgottenCounts(); // first: none is counted twice
        long lag = 0;
        long streams = 0;
        for (EventChannel channel : channels.all()) {
            ChannelMetrics own = byChannel.get(channel.name().value());
            if (own != null) {
                own.count(channel.counts());
                own.stand(channel.lag(), channel.subscribers());
            } else {
                ChannelCounts one = channel.counts();
                counts = Optional.of(counts.map(one::plus).orElse(one));
                lag = Math.max(lag, channel.lag());
                streams += channel.subscribers();
            }
        }
        counts.ifPresent(others::count);
        others.stand(lag, streams);
    }

    /** Settings may name a channel that is never made, since it is misspelt or of another release. */
    private void addNamedChannels(Metrics registered) {
        node.namedChannels().stream()
                .filter(name -> !byChannel.containsKey(name)
                        && ChannelName.parse(name).flatMap(channels::find).isPresent())
                .forEach(name -> byChannel.put(name, new ChannelMetrics(registered, name)));
    }

    /** A histogram as Prometheus reads it: MicroProfile's own would have to be told of each write. */
    private void registerWaits(Metrics registered) {
        String description = "How long events waited from publication to write, by the oldest of each write";
        for (Duration bound : node.latency().atMost().keySet()) {
            registered.gauge(
                    WAITS + "_bucket",
                    description,
                    () -> node.latency().atMost().getOrDefault(bound, 0L),
                    new Tag("le", seconds(bound).stripTrailingZeros().toPlainString()));
        }
        registered.gauge(WAITS + "_bucket", description, () -> node.latency().count(), new Tag("le", "+Inf"));
        registered.gauge(WAITS + "_count", description, () -> node.latency().count());
        registered.gauge(
                WAITS + "_sum", description, () -> seconds(node.latency().sum()).doubleValue());
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9);
    }
}
