/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.TrustingTls;
import dev.rivulet.it.support.Wars;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
        HttpClient client = client();
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(open(client, scheme, channel));
        }
        CompletableFuture<HttpResponse<String>> published =
                api.postLater("channels/" + channel + "/numbered?from=1&count=" + EVENTS + "&size=200", "");
        for (InputStream stream : streams) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                for (int next = 0; next <= EVENTS; next++) {
                    assertThat(nextId(lines)).endsWith("-" + next);
                }
            }
        }
        assertThat(published.join().body()).endsWith("-" + EVENTS);
    }

    @Test
    void streamsThatAreOpenForLongAreNotCut() throws Exception {
        try (BufferedReader clear = lines(open(client(), "http", "long-http"));
                BufferedReader tls = lines(open(client(), "https", "long-https"))) {
            outlive(clear, "long-http");
            outlive(tls, "long-https");
        }
    }

    private static BufferedReader lines(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, UTF_8));
    }

    private static void outlive(BufferedReader lines, String channel) throws IOException {
        for (int heartbeats = 0; heartbeats < HEARTBEATS; ) {
            String line = lines.readLine();
            assertThat(line).as("%s after %d heartbeats", channel, heartbeats).isNotNull();
            heartbeats += line.equals(":") ? 1 : 0;
        }
        String id = api().post("channels/" + channel, "still here");
        assertThat(nextId(lines)).isEqualTo("id: " + id);
    }

    private static String nextId(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("id: ")) {
            line = lines.readLine();
        }
        assertThat(line).as("the stream goes on").isNotNull();
        return line;
    }

    private static InputStream open(HttpClient client, String scheme, String channel) throws Exception {
        URI root = scheme.equals("http")
                ? server.app("").root()
                : server.tlsApp("").root();
        HttpRequest request = HttpRequest.newBuilder(root.resolve("api/channels/" + channel))
                .timeout(RawStream.TIMEOUT)
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return response.body();
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(TrustingTls.context())
                .build();
    }

    private static App api() {
        return new App(server.app("").root().resolve("api/"));
    }
}
