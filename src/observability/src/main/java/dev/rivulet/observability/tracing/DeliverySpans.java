/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.tracing;

import dev.rivulet.server.Position;
import dev.rivulet.server.spi.EventTrace;
import dev.rivulet.server.spi.EventTracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives each event that is published within a sampled span a span of its own, {@code deliver}, from its publication to its
 * first write on this node: a child of the publisher's. Other events cost one look at the current span.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">OpenTelemetry, messaging spans</a>
 */
@ApplicationScoped
public class DeliverySpans implements EventTracer {

    private static final InstantSource CLOCK = InstantSource.system();

    @Inject
    Instance<OpenTelemetry> telemetry;

    /** Made by the container. */
    public DeliverySpans() {
        // The container injects the rest.
    }

    @Override
    public Optional<EventTrace> published(String channel) {
        SpanContext publisher = Span.current().getSpanContext();
        return publisher.isSampled() && telemetry.isResolvable()
                ? follow(telemetry.get(), publisher, channel)
                : Optional.empty();
    }

    static Optional<EventTrace> follow(OpenTelemetry telemetry, SpanContext publisher, String channel) {
        Tracer tracer = telemetry.getTracer("dev.rivulet");
        Instant published = CLOCK.instant();
        return Optional.of((position, written) -> record(tracer, publisher, channel, position, published, written));
    }

    private static void record(
            Tracer tracer, SpanContext publisher, String channel, Position position, Instant from, Instant to) {
        tracer.spanBuilder("deliver")
                .setParent(Context.root().with(Span.wrap(publisher)))
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(from)
                .setAttribute("messaging.system", "rivulet")
                .setAttribute("messaging.operation", "deliver")
                .setAttribute("messaging.destination.name", channel)
                .setAttribute("messaging.message.id", position.toString())
                .startSpan()
                .end(to);
    }
}
