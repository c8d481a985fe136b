/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.ServerSentEvent;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a stream starts: after what the client has, or after a gap of which it is told. */
@ArquillianTest
class ResumeIT {

    private static final String FOREIGN = "bestellung \u00fc \u20ac \ud83d\ude80";

    @Inject
    Channels channels;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.application(
                "resume",
                "rivulet.stream.heartbeat=1d",
                "rivulet.channel.brief.history.events=3",
                "rivulet.channel.light.history.bytes=1020",
                "rivulet.channel.fleeting.history.age=300ms",
                "rivulet.channel.model-a-1.history.events=20",
                "rivulet.channel.model-b-1.history.events=40",
                "rivulet.channel.model-a-2.history.bytes=1500",
                "rivulet.channel.model-b-2.history.events=10",
                "rivulet.channel.model-a-3.history.events=15",
                "rivulet.channel.model-b-3.history.bytes=1000"));
    }

    // Where a stream starts.

    @Test
    void aStreamOpensWithAJitteredDelayAndWhereItStands() {
        EventChannel channel = channels.get(ChannelName.of("opening"));
        channel.publish("not for us");
        Set<Long> delays = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            try (RawStream stream = loopback.api().stream("channels/opening")) {
                assertThat(stream.nextBlock()).matches("retry: [0-9]+\nid: " + channels.position() + "\n\n");
                delays.add(stream.retry().orElseThrow());
            }
        }
        assertThat(delays)
                .hasSizeGreaterThan(1)
                .allSatisfy(delay -> assertThat(delay).isBetween(1_600L, 2_400L));
    }

    @Test
    void aClientResumesAfterTheEventInItsHeader() {
        EventChannel channel = channels.get(ChannelName.of("header"));
        Position first = channel.publish("one");
        channel.publish("two");
        channel.publish("three");

        assertThat(eventsAfter("channels/header", 2, "Last-Event-ID: " + first)).containsExactly("two", "three");
    }

    @Test
    void aClientResumesAfterTheEventInItsParameter() {
        EventChannel channel = channels.get(ChannelName.of("parameter"));
        Position first = channel.publish("one");
        channel.publish("two");
        channel.publish("three");

        assertThat(eventsAfter("channels/parameter?lastEventId=" + first, 2)).containsExactly("two", "three");
    }

    @Test
    void theHeaderOfAReconnectWinsOverTheParameterOfTheUrl() {
        EventChannel channel = channels.get(ChannelName.of("both"));
        Position first = channel.publish("one");
        Position second = channel.publish("two");
        channel.publish("three");

        assertThat(eventsAfter("channels/both?lastEventId=" + first, 1, "Last-Event-ID: " + second))
                .containsExactly("three");
    }

    @Test
    void whatTheResourceSaysWinsOverTheRequest() {
        EventChannel channel = channels.get(ChannelName.of("told"));
        Position first = channel.publish("one");
        Position second = channel.publish("two");

        assertThat(eventsAfter("odd/told/from?id=" + first, 1, "Last-Event-ID: " + second))
                .containsExactly("two");
    }

    @Test
    void aClientThatIsCutBeforeItsFirstEventMissesNothing() {
        EventChannel channel = channels.get(ChannelName.of("cut"));
        channel.publish("before");
        String id;
        try (RawStream stream = loopback.open("cut")) {
            channel.publish("unread");
            id = stream.nextBlock().isEmpty() ? "" : stream.lastEventId();
        }
        channel.publish("missed");

        assertThat(eventsAfter("channels/cut", 1, "Last-Event-ID: " + id)).containsExactly("missed");
    }

    @Test
    void nothingFallsBetweenThePagesStateAndItsStream() {
        EventChannel channel = channels.get(ChannelName.of("page"));
        channel.publish("part of the state");
        String state = loopback.api().get("channels/page/position");
        channel.publish("while the page loads");

        assertThat(eventsAfter("channels/page?lastEventId=" + state, 1)).containsExactly("while the page loads");
    }

    @Test
    void resumingAtTheHeadBringsNothingOld() {
        EventChannel channel = channels.get(ChannelName.of("head-of-log"));
        channel.publish("old");
        Position head = channel.publish("newest");
        try (RawStream stream = loopback.open("head-of-log", "Last-Event-ID: " + head)) {
            channel.publish("new");

            assertThat(stream.nextEvent().data()).isEqualTo("new");
        }
    }

    @Test
    void resumingFromTheStartBringsTheWholeLog() {
        EventChannel channel = channels.get(ChannelName.of("start"));
        Position start = channel.position();
        channel.publish("one");
        channel.publish("two");

        assertThat(start.stamp()).isZero();
        assertThat(eventsAfter("channels/start", 2, "Last-Event-ID: " + start)).containsExactly("one", "two");
    }

    @Test
    void anEmptyIdIsNoId() {
        EventChannel channel = channels.get(ChannelName.of("empty-id"));
        channel.publish("old");
        for (String path : List.of("channels/empty-id?lastEventId=", "odd/empty-id/from?id=")) {
            try (RawStream stream = loopback.api().stream(path, "Last-Event-ID:")) {
                stream.nextBlock();
                channel.publish("new");

                assertThat(stream.nextEvent().data()).as(path).isEqualTo("new");
            }
        }
    }

    @Test
    void aClientThatIsCutAgainAndAgainMissesNothingAndGetsNothingTwice() {
        EventChannel channel = channels.get(ChannelName.of("cut-often"));
        Position start = channels.position();
        int count = 800;
        CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= count; i++) {
                channel.publish("event " + i);
            }
        });
        Random random = new Random(7);
        String id = start.toString();
        int next = 1;
        while (next <= count) {
            try (RawStream stream = loopback.open("cut-often", "Last-Event-ID: " + id)) {
                for (int i = random.nextInt(50); i >= 0 && next <= count; i--) {
                    id = start.at(start.stamp() + next).toString();
                    assertThat(stream.nextEvent()).isEqualTo(new ReceivedEvent("message", "event " + next, id));
                    next++;
                }
                stream.reset();
            }
        }
        assertThat(publisher).succeedsWithin(RawStream.TIMEOUT);
    }

    // Gaps.

    @Test
    void aClientOlderThanTheLogIsToldOfTheGapAndGetsAllThatIsLeft() {
        EventChannel channel = channels.get(ChannelName.of("brief"));
        List<Position> at = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> channel.publish("event " + i))
                .toList();
        Position first = at.get(0);
        try (RawStream stream = loopback.api().stream("channels/brief", "Last-Event-ID: " + first)) {
            assertThat(stream.nextBlock())
                    .as("without an id: cut off here, the client must be told again")
                    .matches("retry: [0-9]+\n\n");
            assertThat(stream.nextBlock())
                    .matches("retry: [0-9]+\nevent: rivulet:gap\ndata: \\{\"channel\":\"brief\",\"requested\":\""
                            + first + "\",\"oldest\":\"" + at.get(2) + "\"}\nid: " + at.get(1) + "\n\n");
            assertThat(stream.nextBlock()).isEqualTo("data: event 3\nid: " + at.get(2) + "\n\n");
            assertThat(stream.nextBlock()).isEqualTo("data: event 4\nid: " + at.get(3) + "\n\n");
            assertThat(stream.nextBlock()).isEqualTo("data: event 5\nid: " + at.get(4) + "\n\n");
        }
        assertThat(eventsAfter("channels/brief", 1, "Last-Event-ID: " + at.get(1)))
                .as("the event just before the oldest leaves no gap")
                .containsExactly("event 3");
    }

    @Test
    void aLogHoldsNoMoreBytesThanItMay() {
        EventChannel channel = channels.get(ChannelName.of("light"));
        Position start = channel.position();
        List<Position> at = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> channel.publish("x".repeat(200)))
                .toList();
        // "data: " + 200 + LF + "id: " + 8 + "-" + up to 4 + 2 LF = 226 at most, and 25 of index: of 251, four fit into
        // 1,020.
        assertThat(start.epoch()).hasSize(8);
        assertThat(at.get(9).stamp()).isLessThan(10_000);
        assertThat(gapAfter("light", start.toString()))
                .isEqualTo("{\"channel\":\"light\",\"requested\":\"" + start + "\",\"oldest\":\"" + at.get(6) + "\"}");
    }

    @Test
    void aLogForgetsWhatIsTooOld() {
        EventChannel channel = channels.get(ChannelName.of("fleeting"));
        Position start = channel.position();
        channel.publish("gone soon");
        String gap = "{\"channel\":\"fleeting\",\"requested\":\"" + start + "\",\"oldest\":null}";

        await().atMost(RawStream.TIMEOUT).pollInSameThread().untilAsserted(() -> {
            try (RawStream stream = loopback.open("fleeting", "Last-Event-ID: " + start)) {
                assertThat(stream.nextEvent().data()).isEqualTo(gap);
            }
        });
    }

    @Test
    void anIdThatSaysNothingIsAGapFollowedByWhatIsNew() {
        EventChannel channel = channels.get(ChannelName.of("lost"));
        Position oldest = channel.publish("old");
        String epoch = oldest.epoch();
        for (String id : List.of("otherepoch-1", "nonsense", epoch + "-2000000", epoch + "--1", epoch + "-01", "0")) {
            try (RawStream stream = loopback.open("lost", "Last-Event-ID: " + id)) {
                String head = channels.position().toString();
                Position next = channel.publish("new");

                assertThat(stream.nextEvent())
                        .isEqualTo(new ReceivedEvent(
                                "rivulet:gap",
                                "{\"channel\":\"lost\",\"requested\":\"" + id + "\",\"oldest\":\"" + oldest + "\"}",
                                head));
                assertThat(stream.nextEvent()).isEqualTo(new ReceivedEvent("message", "new", next.toString()));
            }
        }
    }

    @Test
    void anIdFromOutsideCannotBreakTheGapEvent() {
        EventChannel channel = channels.get(ChannelName.of("hostile"));
        Position oldest = channel.publish("old");
        String end = "\",\"oldest\":\"" + oldest + "\"}";

        assertThat(gapAfter("hostile", "\"}\\ <script>"))
                .isEqualTo("{\"channel\":\"hostile\",\"requested\":\"\\\"}\\\\ <script>" + end);
        assertThat(gapAfter("hostile", "x".repeat(2_000)))
                .isEqualTo("{\"channel\":\"hostile\",\"requested\":\"" + "x".repeat(256) + end);
        try (RawStream stream = loopback.open("hostile?lastEventId=a%0A%0Adata:%20forged%0D%0A%00")) {
            assertThat(stream.nextEvent().data())
                    .isEqualTo("{\"channel\":\"hostile\",\"requested\":\"a\\n\\ndata: forged\\r\\n\\u0000" + end);
        }
    }

    // Ids of the application.

    @Test
    void anIdOfTheApplicationIsAPlaceToResumeFrom() {
        EventChannel channel = channels.get(ChannelName.of("own-ids"));
        for (String id : List.of("tx-17", "two words", "0", "a=b,c", "x".repeat(255))) {
            Position position = publishKnown(channel, id);

            assertThat(blockAfter("own-ids", position.at(position.stamp() - 1).toString()))
                    .endsWith("data: known\nid: " + id + "\n\n");
            assertThat(eventsAfter("channels/own-ids", 1, "Last-Event-ID: " + id))
                    .containsExactly("after " + id);
            assertThat(eventsAfter("channels/own-ids?lastEventId=" + URLEncoder.encode(id, UTF_8), 1))
                    .containsExactly("after " + id);
        }
    }

    @Test
    void anIdOfTheApplicationThatLooksLikePositionsOfChannelsLeavesNoSilentHole() {
        EventChannel channel = channels.get(ChannelName.of("invoices"));
        publishKnown(channel, "invoice=2026-17");
        try (RawStream stream = loopback.open("invoices", "Last-Event-ID: invoice=2026-17")) {
            channel.publish("new");

            assertThat(stream.nextEvent().data()).isEqualTo("after invoice=2026-17");
        }
    }

    @Test
    void anIdThatIsNotAsciiResumesByHeader() {
        Position position = publishKnown(channels.get(ChannelName.of("foreign")), FOREIGN);

        assertThat(blockAfter("foreign", position.at(0).toString())).endsWith("data: known\nid: " + FOREIGN + "\n\n");
        assertThat(eventsAfter("channels/foreign", 1, "Last-Event-ID: " + FOREIGN))
                .containsExactly("after " + FOREIGN);
    }

    @Test
    void anIdThatIsNotAsciiResumesByParameter() {
        publishKnown(channels.get(ChannelName.of("foreign-too")), FOREIGN);

        assertThat(eventsAfter("channels/foreign-too?lastEventId=" + URLEncoder.encode(FOREIGN, UTF_8), 1))
                .containsExactly("after " + FOREIGN);
    }

    @Test
    void ofEqualIdsTheNewestCountsAfterAGap() {
        EventChannel channel = channels.get(ChannelName.of("twice"));
        channel.publish(ServerSentEvent.builder().id("same").data("first").build());
        channel.publish("between");
        channel.publish(ServerSentEvent.builder().id("same").data("second").build());
        channel.publish("after");

        List<String> events = eventsAfter("channels/twice", 2, "Last-Event-ID: same");
        assertThat(events.get(0)).startsWith("{\"channel\":\"twice\",\"requested\":\"same\"");
        assertThat(events.get(1)).isEqualTo("after");
    }

    @Test
    void anIdOfTheApplicationOutlivesItsEventWhileNothingFollowedIt() {
        EventChannel channel = channels.get(ChannelName.of("fleeting"));
        Position start = channel.position();
        channel.publish(
                ServerSentEvent.builder().id("last-one").data("gone soon").build());
        await().atMost(RawStream.TIMEOUT).pollInSameThread().untilAsserted(() -> {
            try (RawStream stream = loopback.open("fleeting", "Last-Event-ID: " + start)) {
                assertThat(stream.nextEvent().type()).isEqualTo("rivulet:gap");
            }
        });
        try (RawStream stream = loopback.open("fleeting", "Last-Event-ID: last-one")) {
            channel.publish("new");

            assertThat(stream.nextEvent().data()).isEqualTo("new");
        }
    }

    // State of several channels.

    @Test
    void onePositionOfTheNodeIsAPlaceInEveryChannel() {
        EventChannel a = channels.get(ChannelName.of("state-a"));
        EventChannel b = channels.get(ChannelName.of("state-b"));
        a.publish("part of the state");
        b.publish("part of the state, too");
        Position state = channels.position();
        b.publish("b1");
        a.publish("a1");

        assertThat(eventsAfter("channels?name=state-a&name=state-b&lastEventId=" + state, 2))
                .containsExactly("b1", "a1");
        assertThat(eventsAfter("channels/state-a?lastEventId=" + state, 1)).containsExactly("a1");
    }

    // The model, over HTTP.

    /**
     * Clients that are cut after any number of events, of one channel and of two, while the logs lose what is out of bounds:
     * each number must be the one after the last, unless a gap was told since.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsCutNothingIsLostWithoutAGapAndNothingComesTwice(long seed) {
        Random random = new Random(seed);
        List<String> names = List.of("model-a-" + seed, "model-b-" + seed);
        Map<String, Integer> published = new HashMap<>();
        names.forEach(name -> published.put(name, 0));
        List<Follower> followers =
                List.of(new Follower(names.subList(0, 1)), new Follower(names.subList(1, 2)), new Follower(names));
        followers.forEach(Follower::start);
        for (int round = 0; round < 60; round++) {
            for (int i = random.nextInt(25); i > 0; i--) {
                String name = names.get(random.nextInt(2));
                int number = published.merge(name, 1, Integer::sum);
                channels.get(ChannelName.of(name)).publish(name + ' ' + number);
            }
            followers.get(random.nextInt(3)).connectAndRead(random.nextInt(30), published);
        }
        followers.forEach(follower -> follower.connectAndRead(Integer.MAX_VALUE, published));
        assertThat(followers).allSatisfy(follower -> assertThat(follower.events).isGreaterThan(30));
        assertThat(followers.stream().mapToInt(follower -> follower.gaps).sum()).isPositive();
    }

    /** A client that checks what it reads. */
    private final class Follower {

        private final List<String> names;
        private final Map<String, Integer> last = new HashMap<>();
        private final Set<String> told = new TreeSet<>();
        private String lastEventId = "";
        private int events;
        private int gaps;

        Follower(List<String> names) {
            this.names = names;
            names.forEach(name -> last.put(name, 0));
        }

        void start() {
            try (RawStream stream = stream()) {
                stream.nextBlock();
                lastEventId = stream.lastEventId();
            }
        }

        /** Reads some events, or as many as there must be, and is cut. */
        void connectAndRead(int most, Map<String, Integer> published) {
            try (RawStream stream = stream()) {
                int left = most;
                while (left-- > 0 && names.stream().anyMatch(name -> last.get(name) < published.get(name))) {
                    ReceivedEvent event = stream.nextEvent();
                    if (event.type().equals("rivulet:gap")) {
                        gaps++;
                        told.add(event.data().replaceFirst("\\{\"channel\":\"([^\"]*)\".*", "$1"));
                    } else {
                        events++;
                        String[] parts = event.data().split(" ", -1);
                        int number = Integer.parseInt(parts[1]);
                        int before = last.put(parts[0], number);
                        assertThat(number).as("after %s", before).isGreaterThan(before);
                        assertThat(number == before + 1 || told.contains(parts[0]))
                                .as("%s after %s without a gap", event.data(), before)
                                .isTrue();
                        told.remove(parts[0]);
                    }
                    lastEventId = stream.lastEventId();
                }
                stream.reset();
            }
        }

        private RawStream stream() {
            String path =
                    names.size() == 1 ? "channels/" + names.get(0) : "channels?name=" + String.join("&name=", names);
            return lastEventId.isEmpty()
                    ? loopback.api().stream(path)
                    : loopback.api().stream(path, "Last-Event-ID: " + lastEventId);
        }
    }

    private List<String> eventsAfter(String path, int count, String... headers) {
        try (RawStream stream = loopback.api().stream(path, headers)) {
            stream.nextBlock();
            return Stream.generate(() -> stream.nextEvent().data()).limit(count).toList();
        }
    }

    private static Position publishKnown(EventChannel channel, String id) {
        Position position =
                channel.publish(ServerSentEvent.builder().id(id).data("known").build());
        channel.publish("after " + id);
        return position;
    }

    private String blockAfter(String channel, String lastEventId) {
        try (RawStream stream = loopback.open(channel, "Last-Event-ID: " + lastEventId)) {
            return stream.nextBlock();
        }
    }

    /** The data of the gap event that a client of the channel gets. */
    private String gapAfter(String channel, String lastEventId) {
        try (RawStream stream = loopback.open(channel, "Last-Event-ID: " + lastEventId)) {
            ReceivedEvent gap = stream.nextEvent();
            assertThat(gap.type()).isEqualTo("rivulet:gap");
            return gap.data();
        }
    }
}
