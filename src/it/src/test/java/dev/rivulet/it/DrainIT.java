/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.control.Control;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.Departures;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.it.support.Wars;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams that end one by one while the application is undeployed, and what is left of one that came and went often. */
class DrainIT {

    private static final int STREAMS = 5_000;
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int REDEPLOYMENTS = 10;
    /** How long the last class loader may take to go; each look at it is a whole collection. */
    private static final Duration COLLECTION = Duration.ofMinutes(2);

    private static PayaraMicroProcess server;
    private static App control;

    @BeforeAll
    static void startServer() {
        server = new PayaraMicroProcess(
                        "drain",
                        Wars.saved(ShrinkWrap.create(WebArchive.class, "control.war")
                                .addClass(Control.class)))
                .withoutRoot()
                .start();
        control = server.app("control");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void fiveThousandStreamsEndWithinThePeriodEachAtItsMomentAndWithItsDelay() {
        Path war = Wars.saved(Wars.application(
                "drained",
                "rivulet.stream.heartbeat=1d",
                "rivulet.drain.period=" + PERIOD.toSeconds() + "s",
                "rivulet.drain.retry=20s"));
        control.post("deploy", war.toString());
        App app = server.app("drained");
        int saidBefore = server.log().length();
        try (Departures streams = new Departures(app.root().resolve("api/channels/news"), STREAMS)) {
            streams.awaitOpen();
            assertThat(app.get("api/channels/news/subscribers")).isEqualTo(Integer.toString(STREAMS));
            long start = System.nanoTime();
            CompletableFuture<HttpResponse<String>> undeployed = control.postLater("undeploy", "drained");
            streams.awaitFirstEnd();
            try (RawStream late = app.stream("api/channels/news")) {
                assertThat(late.status()).isIn(404, 503);
            }
            streams.awaitEnds();

            assertThat(undeployed.join().statusCode()).isEqualTo(200);
            // Of so many moments in the period the last is near its end.
            assertThat(System.nanoTime() - start).isGreaterThan(PERIOD.toNanos() * 9 / 10);
            assertThat(streams.delays()).allSatisfy(delay -> assertThat(delay).isBetween(10_000L, 30_000L));
            assertThat(new HashSet<>(streams.delays())).hasSizeGreaterThan(1_000);
        }
        String said = server.log().substring(saidBefore);
        assertThat(said.lines().filter(line -> line.contains("Closed [news]: APPLICATION_STOPPED")))
                .hasSize(STREAMS);
        assertThat(said).doesNotContain("Exception", "SEVERE", "WARNING");
        assertNoThreadIsLeft();
    }

    @Test
    void theSamplesCanBeRedeployedTenTimesAndLeaveNothing() {
        String samples = Wars.saved(Wars.samples("rivulet.drain.period=100ms")).toString();
        control.get(""); // looks at what is there already
        String[] before = control.get("loaders").split(" of ", 2);
        for (int i = 0; i < REDEPLOYMENTS; i++) {
            control.post("deploy", samples);
            try (RawStream stream = server.app("rivulet-samples").stream("api/events/time")) {
                assertThat(stream.status()).isEqualTo(200);
                stream.nextEvent();
                assertThat(control.get("")).contains("rivulet-delivery-0");

                control.post("undeploy", "rivulet-samples");

                assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
            }
            assertNoThreadIsLeft();
        }
        await().atMost(COLLECTION)
                .untilAsserted(() -> assertThat(control.get("loaders"))
                        .isEqualTo(before[0] + " of " + (Integer.parseInt(before[1]) + REDEPLOYMENTS)));
    }

    private static void assertNoThreadIsLeft() {
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(
                        () -> assertThat(control.get("").lines()).noneMatch(thread -> thread.startsWith("rivulet-")));
    }
}
