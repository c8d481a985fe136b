/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.NumberedEvents;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.Program;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.ReverseProxy;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.it.support.Wars;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams through a reverse proxy that nobody has told about them: Debian's nginx as it comes. */
class ReverseProxyIT {

    private static PayaraMicroProcess server;
    private static ReverseProxy nginx;
    private static App direct;
    private static App proxied;

    @BeforeAll
    static void startBoth() {
        Program.named("nginx"); // before the server is started for nothing
        server = new PayaraMicroProcess(
                        "proxied", Wars.saved(Wars.application("proxied", "rivulet.stream.heartbeat=1d")))
                .start();
        direct = new App(server.app("").root().resolve("api/"));
        nginx = ReverseProxy.nginx(direct);
        proxied = nginx.app(direct);
    }

    @AfterAll
    static void stopBoth() {
        if (nginx != null) {
            nginx.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void eventsArriveWithoutAnotherToPushThem() {
        direct.get("channels/pushed/position");
        try (RawStream stream = proxied.stream("channels/pushed")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Server"))
                    .hasValueSatisfying(name -> assertThat(name).startsWith("nginx"));
            assertThat(stream.header("Content-Encoding")).isEmpty();
            assertThat(stream.nextBlock()).startsWith("retry: ");
            for (int i = 0; i < 20; i++) {
                // The next is published when this one has arrived: nothing waits for a buffer to fill.
                String id = direct.post("channels/pushed", "event " + i);
                assertThat(stream.nextEvent()).isEqualTo(new ReceivedEvent("message", "event " + i, id));
            }
        }
    }

    @Test
    void aClientResumesWhereItWasCut() {
        String id;
        try (RawStream stream = proxied.stream("channels/resumed")) {
            stream.nextBlock();
            direct.post("channels/resumed", "one");
            id = stream.nextEvent().lastEventId();
            stream.reset();
        }
        direct.post("channels/resumed", "two");
        direct.post("channels/resumed", "three");
        try (RawStream stream = proxied.stream("channels/resumed", "Last-Event-ID: " + id)) {
            assertThat(stream.nextEvent().data()).isEqualTo("two");
            assertThat(stream.nextEvent().data()).isEqualTo("three");
        }
        try (RawStream stream = proxied.stream("channels/resumed?lastEventId=" + id)) {
            assertThat(stream.nextEvent().data()).isEqualTo("two");
        }
    }

    @Test
    void aClientThatLeavesTheProxyIsNoticed() {
        RawStream stream = proxied.stream("channels/left");
        stream.nextBlock();
        stream.close();

        await().atMost(RawStream.TIMEOUT).untilAsserted(() -> {
            direct.post("channels/left", "is anybody there?");
            assertThat(direct.get("channels/left/subscribers")).isEqualTo("0");
        });
    }

    @Test
    void whatWasMissedArrivesWholeAndInOrder() {
        String start = direct.get("channels/many/position");
        direct.post("channels/many/numbered?from=1&count=900&size=500", "");
        try (RawStream stream = proxied.stream("channels/many", "Last-Event-ID: " + start)) {
            for (int i = 1; i <= 900; i++) {
                assertThat(stream.nextEvent().data()).isEqualTo(NumberedEvents.data(i, 500));
            }
        }
    }

    @Test
    void aRefusedStreamComesThroughAsItIs() {
        try (RawStream stream = proxied.stream("odd/failing/failing")) {
            assertThat(stream.status()).isEqualTo(500);
        }
        try (RawStream stream = proxied.stream("odd/closing/closing")) {
            assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
        }
    }
}
