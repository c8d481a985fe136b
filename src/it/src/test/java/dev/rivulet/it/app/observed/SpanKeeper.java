/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.observed;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the spans that the server's OpenTelemetry exports as {@code kept}. */
public class SpanKeeper implements ConfigurableSpanExporterProvider, SpanExporter {

    private static final List<SpanData> SPANS = new CopyOnWriteArrayList<>();

    static List<SpanData> spans() {
        return List.copyOf(SPANS);
    }

    @Override
    public String getName() {
        return "kept";
    }

    @Override
    public SpanExporter createExporter(ConfigProperties config) {
        return this;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        SPANS.addAll(spans);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
