/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.Position;
import dev.rivulet.server.spi.EventTrace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans of a real OpenTelemetry. */
class DeliverySpansTest {

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exported))
            .build();
    private final OpenTelemetrySdk telemetry =
            OpenTelemetrySdk.builder().setTracerProvider(provider).build();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void isAChildOfThePublishersFromPublicationToWrite() {
        Instant before = InstantSource.system().instant();
        Span publisher = telemetry.getTracer("test").spanBuilder("publish").startSpan();
        EventTrace trace = DeliverySpans.follow(telemetry, publisher.getSpanContext(), "prices")
                .orElseThrow();
        publisher.end();
        exported.reset();

        Instant written = before.plusSeconds(60);
        trace.delivered(Position.of("a", 7), written);

        SpanData span = exported.getFinishedSpanItems().get(0);
        assertThat(span.getName()).isEqualTo("deliver");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getTraceId()).isEqualTo(publisher.getSpanContext().getTraceId());
        assertThat(span.getParentSpanId()).isEqualTo(publisher.getSpanContext().getSpanId());
        assertThat(span.getStartEpochNanos()).isGreaterThanOrEqualTo(nanos(before));
        assertThat(span.getEndEpochNanos()).isEqualTo(nanos(written));
        assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.destination.name")))
                .isEqualTo("prices");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.message.id")))
                .isEqualTo("a-7");
    }

    @Test
    void nothingIsFollowedOutsideASpan() {
        assertThat(new DeliverySpans().published("prices")).isEmpty();
        assertThat(exported.getFinishedSpanItems()).isEmpty();
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
