/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.Desk;
import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.NumberedEvents;
import dev.rivulet.it.app.OddObserver;
import dev.rivulet.it.app.SubscriptionRecorder;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.Followers;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.CloseReason;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.ServerSentEvent;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.SubscriptionOpened;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.SseBroadcaster;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Who is still there: heartbeats, clients that vanish, clients that do not read, and streams that somebody compresses. */
@ArquillianTest
class LivenessIT {

    private static final Duration HEARTBEAT = Duration.ofMillis(200);
    private static final String HEARTBEAT_BLOCK = ":\n\n";
    private static final int LARGE = 16 * 1024;
    private static final long MEGABYTE = 1024 * 1024;

    @Inject
    Channels channels;

    @Inject
    SubscriptionRecorder recorder;

    @Inject
    OddObserver observer;

    @Inject
    Desk desk;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.application(
                "liveness",
                "rivulet.stream.heartbeat=" + HEARTBEAT.toMillis() + "ms",
                "rivulet.stream.write-timeout=2s",
                "rivulet.channel.deep.history.events=20000",
                "rivulet.channel.deep.history.bytes=67108864",
                "rivulet.channel.shallow.history.events=64",
                "rivulet.channel.shallow.history.bytes=4194304"));
    }

    // Heartbeats.

    @Test
    void anIdleStreamIsKeptAlive() {
        try (RawStream stream = loopback.open("idle")) {
            assertThat(stream.nextBlock()).isEqualTo(HEARTBEAT_BLOCK);
            assertThat(stream.nextBlock()).isEqualTo(HEARTBEAT_BLOCK);
            Position position = channels.get(ChannelName.of("idle")).publish("between");
            String block = stream.nextBlock();
            assertThat(block.equals(HEARTBEAT_BLOCK) ? stream.nextBlock() : block)
                    .isEqualTo("data: between\nid: " + position + "\n\n");
            assertThat(stream.nextBlock()).isEqualTo(HEARTBEAT_BLOCK);
        }
    }

    @Test
    void aBusyStreamNeedsNoHeartbeats() {
        EventChannel channel = channels.get(ChannelName.of("busy"));
        try (RawStream stream = loopback.open("busy")) {
            long pausesForHeartbeats = 0;
            long start = System.nanoTime();
            while (System.nanoTime() - start < HEARTBEAT.multipliedBy(10).toNanos()) {
                long before = System.nanoTime();
                channel.publish("work");
                assertThat(stream.nextEvent().data()).isEqualTo("work");
                channel.publish("more work");
                assertThat(stream.nextEvent().data()).isEqualTo("more work");
                // The machine may have paused us.
                pausesForHeartbeats += (System.nanoTime() - before) / HEARTBEAT.toNanos();
            }
            assertThat(stream.comments()).hasSizeLessThanOrEqualTo((int) pausesForHeartbeats);
        }
    }

    // Clients that vanish.

    @Test
    void aClientThatCrashesIsNoticed() {
        try (RawStream stream = loopback.open("crash")) {
            awaitSubscribers("crash", 1);

            stream.reset();

            awaitClosed("crash", CloseReason.CLIENT_GONE);
            awaitSubscribers("crash", 0);
        }
    }

    @Test
    void aClientThatHangsUpIsNoticed() {
        try (RawStream stream = loopback.open("hang-up")) {
            assertThat(stream.nextBlock()).isEqualTo(HEARTBEAT_BLOCK);
        }
        awaitClosed("hang-up", CloseReason.CLIENT_GONE);
        awaitSubscribers("hang-up", 0);
    }

    @Test
    void aSubscriptionIsObservedOnceAtItsStartAndOnceAtItsEnd() {
        EventChannel channel = channels.get(ChannelName.of("observed"));
        Position start = channel.publish("before");
        try (RawStream stream = loopback.open("observed")) {
            channel.publish("one");
            stream.nextEvent();
            channel.publish("two");
            stream.nextEvent();
            stream.reset();
        }
        awaitClosed("observed", CloseReason.CLIENT_GONE);

        List<Object> events = recorder.of("observed");
        assertThat(events).hasSize(2);
        SubscriptionInfo opened = ((SubscriptionOpened) events.get(0)).subscription();
        SubscriptionInfo closed = ((SubscriptionClosed) events.get(1)).subscription();
        assertThat(opened.positions()).containsExactly(Map.entry("observed", start));
        assertThat(closed.positions()).containsExactly(Map.entry("observed", channel.position()));
        assertThat(closed.id()).isEqualTo(opened.id());
        assertThat(closed.since()).isEqualTo(opened.since());
        assertThat(opened.lastEventId()).isEmpty();
        assertThat(opened.principal()).isEmpty();
        assertThat(opened.remoteAddress()).hasValue("127.0.0.1");
    }

    @Test
    void aBroadcasterTellsOfAVanishedClientOnceByEachListener() {
        SseBroadcaster broadcaster = channels.get(ChannelName.of("told")).broadcaster();
        List<String> calls = new CopyOnWriteArrayList<>();
        broadcaster.onError((sink, cause) -> calls.add("error " + sink.equals(desk.sink("told"))));
        broadcaster.onClose(sink -> calls.add("close " + sink.equals(desk.sink("told"))));
        desk.put("told", broadcaster);
        try (RawStream stream = loopback.api().stream("odd/told/broadcaster");
                RawStream other = loopback.open("told")) {
            stream.nextBlock();
            stream.reset();

            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(() -> assertThat(calls).containsExactly("error true", "close true"));
            // What follows changes nothing: the stream has ended once.
            broadcaster.broadcast(ServerSentEvent.of("to whoever is left"));
            assertThat(other.nextEvent().data()).isEqualTo("to whoever is left");
            broadcaster.close();
            assertThat(other.nextBlock()).isEqualTo(HEARTBEAT_BLOCK);
            assertThat(calls).hasSize(2);
        }
    }

    // Observers.

    @Test
    void anObserverThatBlocksDelaysNoStream() {
        try (RawStream stream = loopback.open("sleepy")) {
            channels.get(ChannelName.of("sleepy")).publish("still fast");
            assertThat(stream.nextEvent().data()).isEqualTo("still fast");
            assertThat(recorder.of("sleepy")).hasSizeLessThanOrEqualTo(1);
        } finally {
            observer.wake();
        }
        awaitClosed("sleepy", CloseReason.CLIENT_GONE);
    }

    @Test
    void anObserverThatFailsHarmsNoStream() {
        try (RawStream stream = loopback.open("grumpy")) {
            channels.get(ChannelName.of("grumpy")).publish("still here");
            assertThat(stream.nextEvent().data()).isEqualTo("still here");
        }
        awaitClosed("grumpy", CloseReason.CLIENT_GONE);
    }

    @Test
    void anObserverThatPublishesReachesTheNewSubscriber() {
        try (RawStream stream = loopback.open("welcoming")) {
            assertThat(stream.nextEvent().data()).isEqualTo("welcome");
        }
    }

    // Clients that do not read.

    @Test
    @RunAsClient
    void aClientThatReadsNothingDelaysNobodyAndIsGivenUp(@ArquillianResource URL root) {
        App api = apiOf(root);
        URI channel = api.root().resolve("channels/deep");
        int count = 1_536;
        byte[] wire = wire(api, count);
        long heapBefore = Long.parseLong(api.get("server/heap"));
        try (Followers followers = new Followers(channel, 50, wire);
                RawStream stuck = RawStream.getWithSmallWindow(channel)) {
            followers.awaitOpen();
            assertThat(stuck.status()).isEqualTo(200);

            CompletableFuture<HttpResponse<String>> published = api.postLater(numbered("deep", 1, count), "");
            followers.awaitAll();

            assertThat(new String(wire, US_ASCII))
                    .endsWith("id: " + published.join().body() + "\n\n");
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(
                            () -> assertThat(api.get("server/closed/deep")).isEqualTo("STALLED"));
            assertThat(api.get("channels/deep/subscribers")).isEqualTo("50");
            long log = wire.length;
            assertThat(Long.parseLong(api.get("server/heap")) - heapBefore).isLessThan(log + 40 * MEGABYTE);
        }
    }

    @Test
    @RunAsClient
    void aClientThatTheLogLeavesBehindIsClosedAndNobodyElseIs(@ArquillianResource URL root) {
        App api = apiOf(root);
        URI channel = api.root().resolve("channels/shallow");
        int batch = 32;
        int batches = 64;
        byte[] wire = wire(api, batch * batches);
        int bytesOfABatch = wire.length / batches;
        try (Followers followers = new Followers(channel, 10, wire);
                RawStream stuck = RawStream.getWithSmallWindow(channel)) {
            followers.awaitOpen();
            assertThat(stuck.status()).isEqualTo(200);

            int published = 0;
            while (published < batches && api.get("server/closed/shallow").isEmpty()) {
                api.post(numbered("shallow", 1 + published * batch, batch), "");
                published++;
                followers.awaitBytes((published - 1) * bytesOfABatch);
            }

            assertThat(api.get("server/closed/shallow")).isEqualTo("FELL_BEHIND");
            assertThat(api.get("channels/shallow/subscribers")).isEqualTo("10");
        }
    }

    // Streams that an interceptor of the application compresses, so that they cannot be taken over.

    @Test
    void aCompressedStreamCarriesTheSameEvents() {
        EventChannel channel = channels.get(ChannelName.of("zip"));
        try (RawStream stream = loopback.api().stream("channels/zip/gzipped")) {
            assertThat(stream.header("Content-Encoding")).hasValue("gzip");
            stream.nextBlock();
            List<Position> at = IntStream.range(0, 300)
                    .mapToObj(i -> channel.publish("event " + i))
                    .toList();
            for (int i = 0; i < 300; i++) {
                assertThat(stream.nextEvent())
                        .isEqualTo(new ReceivedEvent(
                                "message", "event " + i, at.get(i).toString()));
            }
            channel.publish(ServerSentEvent.builder()
                    .id("own")
                    .name("named")
                    .data("a\n\n b \ud83d\ude80")
                    .build());
            assertThat(stream.nextEvent()).isEqualTo(new ReceivedEvent("named", "a\n\n b \ud83d\ude80", "own"));
        }
    }

    @Test
    void aCompressedStreamKeepsEveryLineOfData() {
        for (String data : List.of("a\n\nb", "\na", " a", "a\n", "\n")) {
            assertArrivesCompressed(data);
        }
    }

    @Test
    void aCompressedStreamResumes() {
        EventChannel channel = channels.get(ChannelName.of("zip-resumed"));
        Position first = channel.publish("one");
        channel.publish("two");
        try (RawStream stream = loopback.api().stream("channels/zip-resumed/gzipped", "Last-Event-ID: " + first)) {
            assertThat(stream.nextEvent().data()).isEqualTo("two");
        }
        try (RawStream stream = loopback.api().stream("channels/zip-resumed/gzipped", "Last-Event-ID: lost-1")) {
            assertThat(stream.nextEvent().type()).isEqualTo("rivulet:gap");
        }
    }

    @Test
    void aCompressedStreamIsKeptAliveToo() {
        try (RawStream stream = loopback.api().stream("channels/zip-idle/gzipped")) {
            stream.nextBlock();
            String id = stream.lastEventId();
            int comments = stream.comments().size();
            stream.nextBlock();
            stream.nextBlock();

            assertThat(stream.comments()).hasSize(comments + 2).containsOnly("");
            assertThat(stream.lastEventId()).isEqualTo(id);
        }
    }

    @Test
    void theClientOfACompressedStreamThatCrashesIsNoticed() {
        try (RawStream stream = loopback.api().stream("channels/zip-crash/gzipped")) {
            stream.nextBlock();
            stream.reset();

            awaitClosed("zip-crash", CloseReason.CLIENT_GONE);
            awaitSubscribers("zip-crash", 0);
        }
    }

    private void assertArrivesCompressed(String data) {
        EventChannel channel = channels.get(ChannelName.of("zip-data"));
        try (RawStream stream = loopback.api().stream("channels/zip-data/gzipped")) {
            stream.nextBlock();
            String id = channel.publish(data).toString();
            channel.publish("next");

            assertThat(stream.nextEvent()).isEqualTo(new ReceivedEvent("message", data, id));
        }
    }

    private void awaitSubscribers(String channel, int count) {
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(
                        () -> assertThat(channels.get(ChannelName.of(channel)).subscribers())
                                .isEqualTo(count));
    }

    private void awaitClosed(String channel, CloseReason reason) {
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(recorder.closed(channel))
                        .extracting(SubscriptionClosed::reason)
                        .containsExactly(reason));
    }

    private static App apiOf(URL root) {
        try {
            return new App(root.toURI().resolve("api/"));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What a channel is about to send; another one's opening tells where the node stands. */
    private static byte[] wire(App api, int count) {
        Position before;
        try (RawStream stream = api.stream("channels/standing")) {
            stream.nextBlock();
            before = Position.parse(stream.lastEventId()).orElseThrow();
        }
        return NumberedEvents.wire(before, count, LARGE);
    }

    private static String numbered(String channel, int from, int count) {
        return "channels/" + channel + "/numbered?from=" + from + "&count=" + count + "&size=" + LARGE;
    }
}
