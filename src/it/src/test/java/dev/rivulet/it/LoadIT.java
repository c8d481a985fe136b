/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.NumberedEvents;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.Followers;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.Position;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many subscribers, and a publisher that does not wait for them. */
@ArquillianTest
class LoadIT {

    private static final int SUBSCRIBERS = 1_000;
    private static final int READING = 850;
    private static final int EVENTS = 10_000;
    private static final int SIZE = 100;

    @ArquillianResource
    URL root;

    private App api;

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.application(
                "load",
                "rivulet.stream.heartbeat=1d",
                "rivulet.channel.load.history.events=20000",
                "rivulet.channel.load.history.bytes=16777216",
                "rivulet.channel.crowd.history.events=20000",
                "rivulet.channel.crowd.history.bytes=16777216",
                "rivulet.channel.http2.history.events=20000",
                "rivulet.channel.http2.history.bytes=16777216",
                "rivulet.channel.replay.history.events=20000",
                "rivulet.channel.replay.history.bytes=16777216");
    }

    @BeforeEach
    void findApplication() throws URISyntaxException {
        api = new App(root.toURI().resolve("api/"));
    }

    @Test
    void aThousandSubscribersReceiveEveryEventOnceAndInOrder() {
        Position before = standing();
        byte[] wire = NumberedEvents.wire(before, EVENTS, SIZE);
        try (Followers followers = new Followers(api.root().resolve("channels/load"), SUBSCRIBERS, wire)) {
            followers.awaitOpen();
            assertThat(api.get("channels/load/subscribers")).isEqualTo(Integer.toString(SUBSCRIBERS));

            CompletableFuture<HttpResponse<String>> published = api.postLater(numbered("load"), "");
            followers.awaitAll();

            assertThat(published.join().body())
                    .isEqualTo(before.at(before.stamp() + EVENTS).toString());
        }
        // Their connections are closed: whoever writes to them finds out.
        await().atMost(RawStream.TIMEOUT).untilAsserted(() -> {
            api.post("channels/load", "is anybody there?");
            assertThat(api.get("channels/load/subscribers")).isEqualTo("0");
        });
    }

    @Test
    void clientsThatNeverReadTakeNothingFromTheOthers() {
        Position before = standing();
        byte[] wire = NumberedEvents.wire(before, EVENTS, SIZE);
        List<RawStream> stuck = new ArrayList<>();
        try (Followers followers = new Followers(api.root().resolve("channels/crowd"), READING, wire)) {
            followers.awaitOpen();
            for (int i = READING; i < SUBSCRIBERS; i++) {
                stuck.add(RawStream.getWithSmallWindow(api.root().resolve("channels/crowd")));
            }
            // The headers may leave before the stream is open.
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(() ->
                            assertThat(api.get("channels/crowd/subscribers")).isEqualTo(Integer.toString(SUBSCRIBERS)));

            CompletableFuture<HttpResponse<String>> published = api.postLater(numbered("crowd"), "");
            followers.awaitAll();

            assertThat(published.join().body())
                    .isEqualTo(before.at(before.stamp() + EVENTS).toString());
        } finally {
            stuck.forEach(RawStream::reset);
        }
    }

    @Test
    void whatASubscriberHasMissedTakesFewWrites() {
        String start = api.get("channels/replay/position");
        api.post(numbered("replay"), "");
        try (RawStream stream = api.stream("channels/replay", "Last-Event-ID: " + start)) {
            stream.nextBlock();
            for (int number = 1; number <= EVENTS; number++) {
                assertThat(stream.nextEvent().data()).isEqualTo(NumberedEvents.data(number, SIZE));
            }

            // A sink would have taken one write, and so one chunk, for each event.
            assertThat(stream.chunks()).isLessThan(EVENTS / 10);
        }
    }

    @Test
    void aClientOfHttp2ReceivesTheSameStream() throws Exception {
        Position before = standing();
        HttpRequest request = HttpRequest.newBuilder(api.root().resolve("channels/http2?lastEventId=" + before))
                .build();
        HttpResponse<InputStream> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");

        byte[] wire = NumberedEvents.wire(before, EVENTS, SIZE);
        CompletableFuture<HttpResponse<String>> published = api.postLater(numbered("http2"), "");
        try (InputStream body = response.body()) {
            skipBlock(body);
            assertThat(body.readNBytes(wire.length)).isEqualTo(wire);
        }
        assertThat(published.join().body())
                .isEqualTo(before.at(before.stamp() + EVENTS).toString());
    }

    /** Where the node stands: a stream's opening tells. */
    private Position standing() {
        try (RawStream stream = api.stream("channels/standing")) {
            stream.nextBlock();
            return Position.parse(stream.lastEventId()).orElseThrow();
        }
    }

    /** Reads the first block, which differs from client to client. */
    private static void skipBlock(InputStream body) throws IOException {
        int lineFeeds = 0;
        while (lineFeeds < 2) {
            int b = body.read();
            assertThat(b).as("a byte of the first block").isNotNegative();
            lineFeeds = b == '\n' ? lineFeeds + 1 : 0;
        }
    }

    private static String numbered(String channel) {
        return "channels/" + channel + "/numbered?from=1&count=" + EVENTS + "&size=" + SIZE;
    }
}
