/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.observed.EventsResource;
import dev.rivulet.it.app.observed.SpanKeeper;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.MetricsPage;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.it.support.Wars;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What an operator sees of a node, where the server has MicroProfile. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObservabilityIT {

    private static final Duration NOTICE = Duration.ofSeconds(15);

    private static PayaraMicroProcess server;
    private static App app;

    @BeforeAll
    static void startServer() {
        server = new PayaraMicroProcess(
                        "observability",
                        Wars.saved(Wars.withObservability(Wars.application(
                                        "observed",
                                        "rivulet.stream.heartbeat=1s",
                                        "rivulet.channel.prices.history.events=100",
                                        "rivulet.channel.quotes.history.events=100",
                                        "rivulet.channel.trades.history.events=100",
                                        "rivulet.channel.never-made.history.events=100",
                                        "rivulet.channel.user-*.history.events=100",
                                        "rivulet.drain.notice=" + NOTICE.toSeconds() + "s",
                                        "rivulet.drain.period=1s",
                                        "otel.sdk.disabled=false",
                                        "otel.traces.exporter=kept",
                                        "otel.metrics.exporter=none",
                                        "otel.logs.exporter=none",
                                        "otel.bsp.schedule.delay=100"))
                                .addPackage(EventsResource.class.getPackage())
                                .addAsServiceProvider(ConfigurableSpanExporterProvider.class, SpanKeeper.class)))
                .start();
        app = server.app("");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    // Metrics.

    @Test
    void theNumbersMoveWithWhatHappens() {
        try (RawStream one = app.stream("api/channels/trades");
                RawStream other = app.stream("api/channels/trades")) {
            one.nextBlock();
            other.nextBlock();
            MetricsPage before = metrics();
            for (int i = 0; i < 3; i++) {
                app.post("api/channels/trades", "12.5");
                one.nextEvent();
                other.nextEvent();
            }
            awaitMetrics(now -> {
                assertThat(now.value("rivulet_events_published_total", "channel=\"trades\""))
                        .isEqualTo(3);
                assertThat(now.value("rivulet_events_delivered_total", "channel=\"trades\""))
                        .isEqualTo(6);
                assertThat(rise(before, now, "rivulet_sent_bytes_total")).isGreaterThan(6 * 12);
                assertThat(now.value("rivulet_channel_streams", "channel=\"trades\""))
                        .isEqualTo(2);
                assertThat(now.value("rivulet_streams")).isGreaterThanOrEqualTo(2);
                assertThat(now.value("rivulet_lag_events", "channel=\"trades\""))
                        .isZero();
            });
        }
    }

    @Test
    void theTimeFromPublicationToWriteIsAHistogram() {
        try (RawStream stream = app.stream("api/channels/prices")) {
            stream.nextBlock();
            MetricsPage before = metrics();
            app.post("api/channels/prices", "12.5");
            stream.nextEvent();
            awaitMetrics(now -> {
                assertThat(rise(before, now, "rivulet_publish_to_write_seconds_count"))
                        .isPositive();
                assertThat(rise(before, now, "rivulet_publish_to_write_seconds_sum"))
                        .isPositive();
            });
            MetricsPage now = metrics();
            double infinite = now.value("rivulet_publish_to_write_seconds_bucket", "le=\"+Inf\"");
            assertThat(now.value("rivulet_publish_to_write_seconds_bucket", "le=\"0.0001\""))
                    .isLessThanOrEqualTo(infinite);
            assertThat(now.value("rivulet_publish_to_write_seconds_count")).isEqualTo(infinite);
        }
    }

    @Test
    void whatTheLogDropsAndWhatClientsMissIsCounted() {
        app.post("api/channels/quotes/numbered?from=1&count=250&size=10", "");
        String epoch = app.get("api/channels/quotes/position").replaceFirst("-.*", "");
        try (RawStream stream = app.stream("api/channels/quotes", "Last-Event-ID: " + epoch + "-1")) {
            assertThat(stream.nextEvent().type()).isEqualTo("rivulet:gap");
            awaitMetrics(now -> {
                assertThat(now.value("rivulet_evictions_total", "channel=\"quotes\""))
                        .isEqualTo(150);
                assertThat(now.value("rivulet_gaps_total", "channel=\"quotes\""))
                        .isEqualTo(1);
                assertThat(now.value(
                                "rivulet_slow_reader_actions_total", "channel=\"quotes\"", "action=\"disconnect\""))
                        .isZero();
            });
        }
    }

    @Test
    void channelsThatAreMadeAtRunTimeMakeNoSeries() {
        MetricsPage before = metrics();
        for (int i = 0; i < 50; i++) {
            app.post("api/channels/user-" + i, "hello");
        }
        awaitMetrics(now -> assertThat(rise(before, now, "rivulet_events_published_total", "channel=\"(other)\""))
                .isEqualTo(50));
        assertThat(metrics().samples()).hasSameSizeAs(before.samples()).noneMatch(sample -> sample.contains("user-"));
    }

    @Test
    void channelsThatOnlySettingsNameHaveSeriesOnceTheyExist() {
        app.post("api/channels/trades", "12.5");
        awaitMetrics(now -> assertThat(now.samples()).anyMatch(sample -> sample.contains("channel=\"trades\"")));
        assertThat(metrics().samples()).noneMatch(sample -> sample.contains("never-made"));
    }

    // Health.

    @Test
    void theNodeLivesAndIsReady() {
        assertThat(status("health/live", "rivulet-delivery")).isEqualTo("UP");
        assertThat(status("health/ready", "rivulet-streams")).isEqualTo("UP");
    }

    @Test
    @Order(Integer.MAX_VALUE) // there is no way back
    void readinessGoesDownBeforeStreamsAreRefusedAndLivenessStays() {
        try (RawStream early = app.stream("api/channels/prices")) {
            early.nextBlock();
            app.post("api/retirement", "");

            assertThat(status("health/ready", "rivulet-streams")).isEqualTo("DOWN");
            try (RawStream late = app.stream("api/channels/prices")) {
                assertThat(late.status()).isEqualTo(200);
                assertThat(late.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
                assertThat(early.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
            }
        }
        try (RawStream refused = app.stream("api/channels/prices")) {
            assertThat(refused.status()).isEqualTo(503);
        }
        assertThat(status("health/ready", "rivulet-streams")).isEqualTo("DOWN");
        assertThat(status("health/live", "rivulet-delivery")).isEqualTo("UP");
        awaitMetrics(now -> assertThat(now.value("rivulet_streams")).isZero());
    }

    // Traces.

    @Test
    void theDeliveryIsASpanOfThePublishersTrace() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        try (RawStream stream = app.stream("api/channels/prices");
                RawStream other = app.stream("api/channels/prices")) {
            stream.nextBlock();
            other.nextBlock();
            String id = publishIn(trace, "01");
            stream.nextEvent();
            other.nextEvent();

            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(() -> assertThat(app.get("api/spans/" + trace))
                            .contains("deliver CONSUMER")
                            .contains("SERVER"));
            String spans = app.get("api/spans/" + trace);
            String request = spans.lines()
                    .filter(span -> span.contains(" SERVER "))
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst(".* id=(\\w+) .*", "$1");
            assertThat(spans.lines().filter(span -> span.startsWith("deliver")))
                    .singleElement()
                    .asString()
                    .contains("parent=" + request)
                    .contains("messaging.destination.name=prices")
                    .contains("messaging.message.id=" + id);
        }
    }

    @Test
    void whatIsNotSampledIsNotFollowed() {
        String unsampled = "1af7651916cd43dd8448eb211c80319c";
        String sampled = "2af7651916cd43dd8448eb211c80319c";
        try (RawStream stream = app.stream("api/channels/prices")) {
            stream.nextBlock();
            publishIn(unsampled, "00");
            publishIn(sampled, "01");
            stream.nextEvent();
            stream.nextEvent();

            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(
                            () -> assertThat(app.get("api/spans/" + sampled)).contains("deliver"));
            assertThat(app.get("api/spans/" + unsampled)).isEmpty();
        }
    }

    // OpenAPI.

    @Test
    void theReadyMadeResourceIsInTheDocument() {
        JsonObject get = json("openapi")
                .getJsonObject("paths")
                .getJsonObject("/api/events")
                .getJsonObject("get");
        JsonObject responses = get.getJsonObject("responses");
        assertThat(get.getJsonArray("parameters").getValuesAs(JsonObject.class))
                .extracting(parameter -> parameter.getString("in") + ' ' + parameter.getString("name"))
                .containsExactly(
                        "query channel",
                        "query lastEventId",
                        "header Last-Event-ID",
                        "query from",
                        "query rewind",
                        "query heartbeats",
                        "query names");
        assertThat(responses.getJsonObject("200").getJsonObject("content"))
                .containsKeys("text/event-stream", "application/json");
        assertThat(responses).containsKeys("204", "400", "401", "403", "404", "429", "503");
        assertThat(responses.entrySet())
                .filteredOn(response -> !response.getKey().startsWith("2"))
                .allSatisfy(response -> assertThat(
                                response.getValue().asJsonObject().getJsonObject("content"))
                        .containsOnlyKeys("application/problem+json"));
        assertThat(responses.getJsonObject("503").getJsonObject("headers")).containsKey("Retry-After");
    }

    // Logs.

    @Test
    void aClientThatLeavesIsNoErrorToAnybody() {
        int saidBefore = server.log().length();
        RawStream stream = app.stream("api/channels/leaving");
        stream.nextBlock();
        stream.reset();

        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(
                        () -> assertThat(app.get("api/server/closed/leaving")).isEqualTo("CLIENT_GONE"));
        assertThat(server.log().substring(saidBefore))
                .doesNotContain("WARNING", "SEVERE", "Exception", "dev.rivulet.server");
    }

    private static String publishIn(String trace, String flags) {
        return app.postWith(
                "api/channels/prices",
                "traceparent",
                "00-" + trace + "-b7ad6b7169203331-" + flags,
                "Content-Type",
                "text/plain");
    }

    private static MetricsPage metrics() {
        return new MetricsPage(app.get("metrics"));
    }

    private static void awaitMetrics(Consumer<MetricsPage> assertion) {
        await().atMost(RawStream.TIMEOUT).untilAsserted(() -> assertion.accept(metrics()));
    }

    private static double rise(MetricsPage before, MetricsPage now, String name, String... labels) {
        return now.value(name, labels) - before.value(name, labels);
    }

    private static String status(String path, String check) {
        try (RawStream answer = app.answer(path)) {
            JsonObject health =
                    Json.createReader(new StringReader(answer.text())).readObject();
            return health.getJsonArray("checks").getValuesAs(JsonValue::asJsonObject).stream()
                    .filter(found -> found.getString("name").equals(check))
                    .findFirst()
                    .orElseThrow()
                    .getString("status");
        }
    }

    private static JsonObject json(String path) {
        try (RawStream answer = app.answer(path)) {
            return Json.createReader(new StringReader(answer.text())).readObject();
        }
    }
}
