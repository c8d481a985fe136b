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
    private static final int REDEPLOYMENTS = 2;
    private static final int APPLICATIONS = 2;

    @Test
    @Order(1)
    void redeployingEndsEveryStreamWholeAndLeavesNoThread(AppServer server) {
        App control = server.app(AppServers.CONTROL);
        List<RawStream> streams = open(server, STREAMS);
        String id = streams.get(0).lastEventId();
        assertThat(control.get("").lines()).contains("rivulet-delivery-0");

        redeploy(server, streams);

        // Deployed again, it has another incarnation of the log, of which the old clients are told.
        try (RawStream stream = server.app(AppServers.PROBE).stream("api/channels/lifecycle", "Last-Event-ID: " + id)) {
            assertThat(stream.nextEvent().type()).isEqualTo("rivulet:gap");
        }
    }

    @Test
    @Order(2)
    void redeployingLeavesNothingOnTheHeap(AppServer server) {
        App control = server.app(AppServers.CONTROL);
        for (int i = 0; i < REDEPLOYMENTS; i++) {
            control.get(""); // looks at what is there
            redeploy(server, open(server, APPLICATIONS));
        }
        control.get("");

        await().atMost(RawStream.TIMEOUT).untilAsserted(() -> {
            // A loader that the server holds may be held through a bean, and with that its node.
            assertThat(Integer.parseInt(control.get("instances/dev.rivulet.server.internal.cdi.Node")))
                    .isBetween(APPLICATIONS, APPLICATIONS + server.loadersKept());
            assertThat(control.get("instances/dev.rivulet.server.internal.engine.delivery.Subscription"))
                    .isEqualTo("0");
            String[] loaders = control.get("loaders").split(" of ", 2);
            assertThat(loaders[1]).isEqualTo("" + APPLICATIONS * (REDEPLOYMENTS + 2));
            assertThat(Integer.parseInt(loaders[0])).isBetween(APPLICATIONS, APPLICATIONS + server.loadersKept());
        });
    }

    @Test
    @Order(3)
    void stoppingTheServerEndsEveryStream(AppServer server) {
        List<RawStream> streams = open(server, STREAMS);

        server.stop();

        for (RawStream stream : streams) {
            StreamEnd end = stream.awaitEnd();
            if (server.endsStreamsWholeWhenItStops()) {
                assertThat(end).isEqualTo(StreamEnd.COMPLETE);
            }
        }
    }

    /** Both applications, as soon as these streams and everything else of theirs have ended. */
    private static void redeploy(AppServer server, List<RawStream> streams) {
        server.undeploy(AppServers.PROBE);
        server.undeploy(AppServers.SAMPLES);

        assertThat(streams).allSatisfy(stream -> assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE));
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(
                        () -> assertThat(server.app(AppServers.CONTROL).get("").lines())
                                .noneMatch(thread -> thread.startsWith("rivulet-")));

        server.deploy(AppServers.samples());
        server.deploy(AppServers.probe());
    }

    /** Half of them the samples', half the tests' own application's. */
    private static List<RawStream> open(AppServer server, int count) {
        App probe = server.app(AppServers.PROBE);
        App samples = server.app(AppServers.SAMPLES);
        List<RawStream> streams = IntStream.range(0, count)
                .mapToObj(i -> i % 2 == 0 ? probe.stream("api/channels/lifecycle") : samples.stream("api/orders"))
                .toList();
        assertThat(streams).allSatisfy(stream -> assertThat(stream.status()).isEqualTo(200));
        streams.forEach(RawStream::opening);
        return streams;
    }
}
