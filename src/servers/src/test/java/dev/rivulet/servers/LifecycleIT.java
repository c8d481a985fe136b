/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.servers.support.AppServer;
import dev.rivulet.servers.support.AppServers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** How open streams end when the applications or the server do, and what is left. The last class, because the server stops. */
@ExtendWith(AppServers.class)
@Tag("ends")
@Order(Integer.MAX_VALUE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifecycleIT {

    private static final int STREAMS = 50;

    @Test
    @Order(1)
    void redeployingEndsEveryStreamWholeAndLeavesNoThread(AppServer server) {
        App control = server.app(AppServers.CONTROL);
        List<RawStream> streams = open(server);
        String id = streams.get(0).lastEventId();
        assertThat(control.get("").lines()).contains("rivulet-delivery-0");

        server.undeploy(AppServers.PROBE);
        server.undeploy(AppServers.SAMPLES);

        assertThat(streams).allSatisfy(stream -> assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE));
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(
                        () -> assertThat(control.get("").lines()).noneMatch(thread -> thread.startsWith("rivulet-")));

        server.deploy(AppServers.samples());
        server.deploy(AppServers.probe());

        // Deployed again, it has another incarnation of the log, of which the old clients are told.
        try (RawStream stream = server.app(AppServers.PROBE).stream("api/channels/lifecycle", "Last-Event-ID: " + id)) {
            assertThat(stream.nextEvent().type()).isEqualTo("rivulet:gap");
        }
    }

    @Test
    @Order(2)
    void stoppingTheServerEndsEveryStream(AppServer server) {
        List<RawStream> streams = open(server);

        server.stop();

        for (RawStream stream : streams) {
            StreamEnd end = stream.awaitEnd();
            if (server.endsStreamsWholeWhenItStops()) {
                assertThat(end).isEqualTo(StreamEnd.COMPLETE);
            }
        }
    }

    /** Half of them the samples', half the tests' own application's. */
    private static List<RawStream> open(AppServer server) {
        App probe = server.app(AppServers.PROBE);
        App samples = server.app(AppServers.SAMPLES);
        List<RawStream> streams = IntStream.range(0, STREAMS)
                .mapToObj(i -> i % 2 == 0 ? probe.stream("api/channels/lifecycle") : samples.stream("api/orders"))
                .toList();
        assertThat(streams).allSatisfy(stream -> assertThat(stream.status()).isEqualTo(200));
        streams.forEach(RawStream::opening);
        return streams;
    }
}
