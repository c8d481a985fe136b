/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.NumberedEvents;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.servers.support.AppServer;
import dev.rivulet.servers.support.AppServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a stream leaves the server: its headers, its writes, and what notices that its client has gone. */
@ExtendWith(AppServers.class)
class StreamsIT {

    private static final int EVENTS = 2_000;
    private static final int ENCODED = 100;
    private static final int SIZE = 100;
    private static final int CLIENTS = 20;
    private static final String HEARTBEAT = ":\n\n";

    private App probe;

    @BeforeEach
    void findProbe(AppServer server) {
        probe = server.app(AppServers.PROBE);
    }

    @Test
    void applicationsResponseFiltersHaveTheirSay() {
        try (RawStream stream = probe.stream("api/channels/headers")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type").orElseThrow()).startsWith("text/event-stream");
            assertThat(stream.header("Cache-Control")).hasValue("no-cache, no-transform");
            assertThat(stream.header("X-Accel-Buffering")).hasValue("no");
            assertThat(stream.header("Access-Control-Allow-Origin")).hasValue("https://example.org");
            assertThat(stream.header("X-Content-Type-Options")).hasValue("nosniff");
            stream.opening();
        }
    }

    @Test
    void aSinkThatAThreadWithoutARequestRegistersResumesAndEndsWithItsSession() {
        String start = probe.get("api/channels/detached/position");
        probe.post("api/channels/detached", "missed");
        try (RawStream stream = probe.stream("api/detached/detached", "Last-Event-ID: " + start)) {
            assertThat(stream.header("Cache-Control")).hasValue("no-cache, no-transform");
            assertThat(stream.nextEvent().data()).isEqualTo("missed");
            String cookie = stream.header("Set-Cookie").orElseThrow().split(";", 2)[0];
            probe.postWith("api/detached/detached/logout", "Cookie", cookie);

            assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
        }
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(probe.get("api/subscriptions/detached/closed"))
                        .endsWith("SESSION_ENDED"));
    }

    @Test
    void whatAClientHasMissedTakesFewWrites() {
        String start = probe.get("api/channels/replay/position");
        probe.post("api/channels/replay/numbered?from=1&count=" + EVENTS + "&size=" + SIZE, "");
        try (RawStream stream = probe.stream("api/channels/replay", "Last-Event-ID: " + start)) {
            for (int number = 1; number <= EVENTS; number++) {
                assertThat(stream.nextEvent().data()).isEqualTo(NumberedEvents.data(number, SIZE));
            }

            // A sink would have taken one write, and so one chunk, for each event.
            assertThat(stream.chunks()).isLessThan(EVENTS / 10);
        }
    }

    @Test
    void encodedStreamGoesThroughItsSink() {
        String start = probe.get("api/channels/encoded/position");
        probe.post("api/channels/encoded/numbered?from=1&count=" + ENCODED + "&size=" + SIZE, "");
        String lastId = start;
        try (RawStream stream = probe.stream("api/encoded/encoded", "Last-Event-ID: " + start)) {
            assertThat(stream.header("Content-Encoding")).hasValue("none");
            for (int number = 1; number <= ENCODED; number++) {
                ReceivedEvent event = stream.nextEvent();
                assertThat(event.data()).isEqualTo(NumberedEvents.data(number, SIZE));
                assertThat(event.lastEventId()).isNotEqualTo(lastId);
                lastId = event.lastEventId();
            }

            assertThat(lastId).isEqualTo(probe.get("api/channels/encoded/position"));
            assertThat(stream.chunks()).isGreaterThanOrEqualTo(ENCODED);
        }
    }

    @Test
    @Tag("ends")
    void departedClientsAreNoticedWithinTwoHeartbeats() {
        List<RawStream> streams = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            streams.add(probe.stream("api/channels/idle"));
        }
        streams.forEach(RawStream::opening);
        for (int i = 0; i < CLIENTS; i += 2) {
            streams.get(i).close();
            streams.get(i + 1).reset();
        }
        Map<String, Long> sentBefore = bytesSent("open");

        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(bytesSent("closed")).hasSize(CLIENTS));

        assertThat(probe.get("api/subscriptions/idle/closed").lines()).allMatch(line -> line.endsWith("CLIENT_GONE"));
        assertThat(bytesSent("closed"))
                .allSatisfy((id, bytes) -> assertThat(bytes - sentBefore.getOrDefault(id, bytes))
                        .isLessThanOrEqualTo(2L * HEARTBEAT.length()));
    }

    /** By subscription, so that the number of heartbeats that a server took for a client that had gone can be told. */
    private Map<String, Long> bytesSent(String which) {
        return probe.get("api/subscriptions/idle/" + which)
                .lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(line -> line[0], line -> Long.valueOf(line[1])));
    }
}
