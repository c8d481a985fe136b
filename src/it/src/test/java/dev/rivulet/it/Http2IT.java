/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.app.NumberedEvents;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.Http2Stream;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.Wars;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2, in clear text and over TLS: many loaded streams of one connection, and one that is open for long. */
class Http2IT {

    private static final int STREAMS = 50;
    private static final int EVENTS = 2_000;
    private static final int SIZE = 200;
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    /** Longer than Payara keeps an idle connection, 30 s. */
    private static final int HEARTBEATS = 40;

    private static PayaraMicroProcess server;

    @BeforeAll
    static void startServer() {
        server = new PayaraMicroProcess(
                        "http2",
                        Wars.saved(Wars.application(
                                "http2",
                                "rivulet.stream.heartbeat=" + HEARTBEAT.toSeconds() + "s",
                                "rivulet.history.events=20000",
                                "rivulet.history.bytes=67108864")))
                .withTls()
                .start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void manyStreamsOfOneConnectionReceiveEveryEventOnceAndInOrder(String scheme) throws Exception {
        App api = api();
        String channel = "loaded-" + scheme;
        api.get("channels/" + channel + "/position");
        HttpClient client = Http2Stream.client();
        List<Http2Stream> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(open(client, scheme, channel));
        }
        for (Http2Stream stream : streams) {
            stream.idLine(); // of the block that opens it
        }
        CompletableFuture<HttpResponse<String>> published =
                api.postLater("channels/" + channel + "/numbered?from=1&count=" + EVENTS + "&size=" + SIZE, "");
        for (Http2Stream stream : streams) {
            try (stream) {
                for (int next = 1; next <= EVENTS; next++) {
                    assertThat(stream.dataLine()).isEqualTo("data: " + NumberedEvents.data(next, SIZE));
                }
                assertThat(stream.idLine()).isEqualTo("id: " + published.join().body());
            }
        }
    }

    @Test
    void streamsThatAreOpenForLongAreNotCut() throws Exception {
        try (Http2Stream clear = open(Http2Stream.client(), "http", "long-http");
                Http2Stream tls = open(Http2Stream.client(), "https", "long-https")) {
            outlive(clear, "long-http");
            outlive(tls, "long-https");
        }
    }

    private static void outlive(Http2Stream stream, String channel) throws IOException {
        for (int heartbeats = 0; heartbeats < HEARTBEATS; ) {
            heartbeats += stream.line().equals(":") ? 1 : 0;
        }
        String id = api().post("channels/" + channel, "still here");
        assertThat(stream.idLine()).isEqualTo("id: " + id);
    }

    private static Http2Stream open(HttpClient client, String scheme, String channel) throws Exception {
        URI root = scheme.equals("http")
                ? server.app("").root()
                : server.tlsApp("").root();
        Http2Stream stream = Http2Stream.get(client, root.resolve("api/channels/" + channel));
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return stream;
    }

    private static App api() {
        return new App(server.app("").root().resolve("api/"));
    }
}
