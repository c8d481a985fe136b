/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.control.Control;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.it.support.Wars;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** How open streams end when the application or the server does, what is left of them, and what clients find afterwards. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShutdownIT {

    private static final int STREAMS = 50;

    private static Path application;
    private static PayaraMicroProcess server;

    @BeforeAll
    static void makeServer() {
        application = Wars.saved(Wars.application(
                "streams",
                "rivulet.stream.heartbeat=1d",
                "rivulet.channel.deep.history.events=20000",
                "rivulet.channel.deep.history.bytes=67108864"));
        server = new PayaraMicroProcess(
                "shutdown",
                application,
                Wars.saved(ShrinkWrap.create(WebArchive.class, "control.war").addClass(Control.class)));
    }

    /** A test that stops it leaves the start to the next. */
    @BeforeEach
    void startServer() {
        if (!server.isRunning()) {
            server.start();
        }
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void undeployingEndsEveryStreamWholeAndLeavesNoThread() {
        App control = server.app("control");
        List<RawStream> streams = open();
        String id = streams.get(0).lastEventId();
        assertThat(control.get("")).contains("rivulet-delivery-0");
        long closingsBefore = closings();

        control.post("undeploy", "streams");

        assertThat(streams).allSatisfy(stream -> assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE));
        assertThat(closings() - closingsBefore).isEqualTo(STREAMS);
        assertThat(control.get("").lines()).noneMatch(thread -> thread.startsWith("rivulet-"));

        // Deployed again, it has another incarnation of the log, of which the old clients are told.
        control.post("deploy", application.toString());
        try (RawStream stream = server.app("streams").stream("api/channels/news", "Last-Event-ID: " + id)) {
            assertThat(stream.nextEvent().type()).isEqualTo("rivulet:gap");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE) // the last, which saves a start
    void stoppingTheServerEndsEveryStreamWhole() {
        List<RawStream> streams = open();

        server.terminate();

        assertThat(streams).allSatisfy(stream -> assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE));
        assertThat(server.awaitExit(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void aClientThatReadsNothingHoldsUpNoUndeployment() {
        App app = server.app("streams");
        List<RawStream> streams = open();
        try (RawStream stuck = RawStream.getWithSmallWindow(app.root().resolve("api/channels/deep"));
                RawStream stuckInSink = RawStream.getWithSmallWindow(app.root().resolve("api/channels/deep/gzipped"))) {
            assertThat(stuck.status()).isEqualTo(200);
            assertThat(stuckInSink.status()).isEqualTo(200);
            app.post("api/channels/deep/numbered?from=1&count=1536&size=16384", "");

            server.app("control").post("undeploy", "streams");

            assertThat(streams)
                    .allSatisfy(stream -> assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE));
        }
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(server.app("control").get("").lines())
                        .noneMatch(thread -> thread.startsWith("rivulet-")));
        server.app("control").post("deploy", application.toString());
    }

    @Test
    void afterACrashClientsFindTheServerAgainAndAreToldOfTheGap() {
        List<RawStream> streams = open();
        String id = streams.get(0).lastEventId();

        server.kill();
        assertThat(streams).allSatisfy(stream -> assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.CUT));

        server.start();
        try (RawStream stream = server.app("streams").stream("api/channels/news", "Last-Event-ID: " + id)) {
            assertThat(stream.nextEvent().type()).isEqualTo("rivulet:gap");
        }
    }

    private static List<RawStream> open() {
        List<RawStream> streams = Stream.generate(() -> server.app("streams").stream("api/channels/news"))
                .limit(STREAMS)
                .toList();
        streams.forEach(RawStream::nextBlock);
        return streams;
    }

    private static long closings() {
        return server.log()
                .lines()
                .filter(line -> line.contains("Closed [news]: APPLICATION_STOPPED"))
                .count();
    }
}
