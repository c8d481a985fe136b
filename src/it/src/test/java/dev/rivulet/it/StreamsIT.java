/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.Desk;
import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.SubscriptionRecorder;
import dev.rivulet.it.app.secured.Users;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.CloseReason;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.ServerSentEvent;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionInfo;
import jakarta.inject.Inject;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Streams: their headers, what resources do with a sink, who may have them, and several channels on one. */
@ArquillianTest
class StreamsIT {

    @Inject
    Channels channels;

    @Inject
    SubscriptionRecorder recorder;

    @Inject
    Desk desk;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.application(
                        "streams", "rivulet.stream.heartbeat=1d", "rivulet.channel.torn.history.events=1"))
                .addPackage(Users.class.getPackage());
    }

    // Headers.

    @Test
    void headersComeBeforeAnyEvent() {
        try (RawStream stream = loopback.api().stream("channels/headers")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(stream.header("Cache-Control")).hasValue("no-cache, no-transform");
            assertThat(stream.header("X-Accel-Buffering")).hasValue("no");
            assertThat(channels.get(ChannelName.of("headers")).position().stamp())
                    .isZero();
        }
    }

    @Test
    void headIsAnsweredWithHeadersAndOpensNothing() {
        EventChannel channel = channels.get(ChannelName.of("head"));
        try (RawStream answer = RawStream.head(loopback.api().root().resolve("channels/head"))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(answer.header("Cache-Control")).hasValue("no-cache, no-transform");
            assertThat(answer.header("X-Accel-Buffering")).hasValue("no");
            assertThat(answer.text()).isEmpty();
        }
        assertThat(channel.subscribers()).isZero();
        assertThat(recorder.of("head")).isEmpty();
    }

    // What resources do with their sink.

    @Test
    void aResourceThatFailsAfterwardsIsAnsweredWith500AndSubscribesNobody() {
        EventChannel channel = channels.get(ChannelName.of("failing"));
        try (RawStream answer = loopback.api().stream("odd/failing/failing")) {
            assertThat(answer.status()).isEqualTo(500);
        }
        channel.publish("to nobody");

        assertThat(channel.subscribers()).isZero();
        assertThat(recorder.of("failing")).isEmpty();
    }

    @Test
    void whatAResourceSendsFirstComesFirst() {
        try (RawStream stream = loopback.api().stream("odd/greeted/greeting")) {
            assertThat(stream.nextEvent()).isEqualTo(new ReceivedEvent("greeting", "welcome", ""));
            assertThat(stream.nextBlock()).startsWith("retry: ");
            channels.get(ChannelName.of("greeted")).publish("then");
            assertThat(stream.nextEvent().data()).isEqualTo("then");
        }
    }

    @Test
    void aSinkThatTheApplicationClosesEndsItsStream() {
        try (RawStream stream = loopback.api().stream("odd/kept/kept")) {
            stream.nextBlock();
            channels.get(ChannelName.of("kept")).publish("last");

            assertThat(stream.nextEvent().data()).isEqualTo("last");
            desk.sink("kept").close();

            assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
            awaitClosed("kept", CloseReason.CLOSED_BY_APPLICATION);
        }
    }

    @Test
    void aSinkThatItsResourceClosesAtOnceLeavesNoSubscription() {
        EventChannel channel = channels.get(ChannelName.of("closing"));
        try (RawStream stream = loopback.api().stream("odd/closing/closing")) {
            assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
        }
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(channel.subscribers()).isZero());
        assertThat(recorder.closed("closing")).hasSameSizeAs(recorder.opened("closing"));
    }

    @Test
    void aClosedSinkCannotBeRegistered() {
        EventChannel channel = channels.get(ChannelName.of("too-late"));
        try (RawStream answer = loopback.api().stream("odd/too-late/closed")) {
            assertThat(answer.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
        }
        assertThat(channel.subscribers()).isZero();
        assertThat(recorder.of("too-late")).isEmpty();
    }

    @Test
    void aSinkCanBeRegisteredByAnotherThreadThatHasNoRequest() {
        EventChannel channel = channels.get(ChannelName.of("later"));
        Position first = channel.publish("one");
        channel.publish("two");
        try (RawStream stream = loopback.api().stream("odd/later/unregistered")) {
            CompletableFuture<Void> registered =
                    CompletableFuture.runAsync(() -> channel.subscribe(desk.sink("later"), first.toString()));

            assertThat(registered).succeedsWithin(RawStream.TIMEOUT);
            assertThat(stream.nextEvent().data()).isEqualTo("two");
        }
    }

    @Test
    void aSinkThatAnotherRequestRegistersIsStreamedToItsOwnClient() {
        EventChannel patient = channels.get(ChannelName.of("patient"));
        EventChannel hasty = channels.get(ChannelName.of("hasty"));
        try (RawStream waiting = loopback.api().stream("odd/patient/unregistered");
                RawStream other = loopback.api().stream("odd/hasty/both?waiting=patient")) {
            patient.publish("for the one that waited");
            hasty.publish("for the other");

            assertThat(other.nextEvent().data()).isEqualTo("for the other");
            assertThat(waiting.nextEvent().data()).isEqualTo("for the one that waited");
        }
    }

    // Who may.

    @Test
    void anAllowedChannelIsStreamed() {
        channels.get(ChannelName.of("public-news"));
        try (RawStream stream = loopback.api().stream("admitted?name=public-news")) {
            stream.nextBlock();
            channels.get(ChannelName.of("public-news")).publish("hot");

            assertThat(stream.nextEvent()).extracting(ReceivedEvent::data).isEqualTo("hot");
        }
    }

    @Test
    void aRefusedChannelIs403WhetherItExistsOrNot() {
        channels.get(ChannelName.of("secret"));

        assertProblem("admitted?name=secret", 403, "You may not subscribe to the channel \\\"secret\\\".");
        assertProblem(
                "admitted?name=no-such-secret", 403, "You may not subscribe to the channel \\\"no-such-secret\\\".");
        assertThat(channels.get(ChannelName.of("secret")).subscribers()).isZero();
    }

    @Test
    void anUnknownChannelIs404AndIsNotMade() {
        Set<ChannelName> before = channels.names();

        assertProblem("admitted?name=public-unknown", 404, "There is no channel \\\"public-unknown\\\".");
        assertProblem("admitted?name=public%20%22quoted%22", 404, "There is no channel \\\"public \\\"quoted\\\"\\\".");
        assertThat(channels.names()).isEqualTo(before);
    }

    @Test
    void noChannelAtAllIs400() {
        assertProblem("admitted", 400, "Name at least one channel.");
    }

    @Test
    void oneRefusedChannelRefusesTheWholeStream() {
        EventChannel open = channels.get(ChannelName.of("public-half"));
        channels.get(ChannelName.of("secret"));

        assertProblem("admitted?name=public-half&name=secret", 403, "You may not");
        assertThat(open.subscribers()).isZero();
        assertThat(recorder.of("public-half")).isEmpty();
    }

    @Test
    void thePolicySeesUserAndRoles() {
        channels.get(ChannelName.of("desk-7"));
        channels.get(ChannelName.of("user-paul"));

        assertThat(statusOf("admitted?name=desk-7", basic("tina"))).isEqualTo(200);
        assertThat(statusOf("admitted?name=desk-7", basic("paul"))).isEqualTo(403);
        assertThat(statusOf("admitted?name=user-paul", basic("paul"))).isEqualTo(200);
        assertThat(statusOf("admitted?name=user-paul", basic("tina"))).isEqualTo(403);
        assertThat(statusOf("admitted?name=user-paul")).isEqualTo(403);
    }

    @Test
    void aSubscriptionKnowsItsUserItsAddressAndWhatItHad() {
        Position position = channels.get(ChannelName.of("user-ruth")).publish("before");
        try (RawStream stream =
                loopback.api().stream("admitted?name=user-ruth", basic("ruth"), "Last-Event-ID: " + position)) {
            stream.nextBlock();
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(
                            () -> assertThat(recorder.opened("user-ruth")).hasSize(1));
        }
        SubscriptionInfo info = recorder.opened("user-ruth").get(0).subscription();
        assertThat(info.principal()).map(Principal::getName).hasValue("ruth");
        assertThat(info.remoteAddress()).hasValue("127.0.0.1");
        assertThat(info.lastEventId()).hasValue(position.toString());
        assertThat(info.positions()).containsExactly(Map.entry("user-ruth", position));
    }

    // Several channels on one stream.

    @Test
    void aClientOfSeveralChannelsThatIsCutAgainAndAgainMissesNothing() {
        EventChannel a = channels.get(ChannelName.of("odd-numbers"));
        EventChannel b = channels.get(ChannelName.of("even-numbers"));
        int count = 400;
        String id = channels.position().toString();
        CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= count; i++) {
                (i % 2 == 0 ? b : a).publish(i);
            }
        });
        Random random = new Random(11);
        int next = 1;
        while (next <= count) {
            try (RawStream stream =
                    loopback.api().stream("channels?name=odd-numbers&name=even-numbers", "Last-Event-ID: " + id)) {
                for (int i = random.nextInt(50); i >= 0 && next <= count; i--) {
                    ReceivedEvent event = stream.nextEvent();
                    assertThat(event.type()).isEqualTo(next % 2 == 0 ? "even-numbers" : "odd-numbers");
                    assertThat(event.data()).isEqualTo(Integer.toString(next));
                    id = event.lastEventId();
                    next++;
                }
                stream.reset();
            }
        }
        assertThat(publisher).succeedsWithin(RawStream.TIMEOUT);
    }

    @Test
    void unnamedEventsTakeTheirChannelsNameAndEachIdIsThePlaceAmongAllEvents() {
        EventChannel a = channels.get(ChannelName.of("first"));
        EventChannel b = channels.get(ChannelName.of("second"));
        a.publish("unseen");
        Position start = channels.position();
        try (RawStream stream = loopback.api().stream("channels?name=first&name=second")) {
            assertThat(stream.nextBlock()).matches("retry: [0-9]+\nid: " + start + "\n\n");

            a.publish("plain");
            assertThat(stream.nextBlock()).isEqualTo("event: first\ndata: plain\nid: " + channels.position() + "\n\n");

            b.publish(ServerSentEvent.named("own-name", "named"));
            assertThat(stream.nextBlock())
                    .isEqualTo("event: own-name\ndata: named\nid: " + channels.position() + "\n\n");

            b.publish(ServerSentEvent.builder().id("own-id").data("x\ny").build());
            assertThat(stream.nextBlock())
                    .isEqualTo("event: second\ndata: x\ndata: y\nid: " + channels.position() + "\n\n");
        }
    }

    @Test
    void aThousandChannelsOnOneStreamArriveInOrderAndResume() {
        int count = 1_000;
        String path = "channels/many/stream?count=" + count;
        String id;
        try (RawStream stream = loopback.api().stream(path)) {
            stream.nextBlock();
            for (int i = 0; i < count; i++) {
                channels.get(ChannelName.of("many-" + i * 7 % count)).publish(i);
            }
            for (int i = 0; i < count / 2; i++) {
                ReceivedEvent event = stream.nextEvent();
                assertThat(event.type()).isEqualTo("many-" + i * 7 % count);
                assertThat(event.data()).isEqualTo(Integer.toString(i));
            }
            id = stream.lastEventId();
            stream.reset();
        }
        assertThat(id).hasSizeLessThan(32);
        try (RawStream stream = loopback.api().stream(path, "Last-Event-ID: " + id)) {
            for (int i = count / 2; i < count; i++) {
                assertThat(stream.nextEvent().data()).isEqualTo(Integer.toString(i));
            }
        }
    }

    @Test
    void aStreamOfMoreChannelsThanTheLimitIsRefused() {
        try (RawStream answer = loopback.api().stream("channels/many/stream?count=1001")) {
            assertThat(answer.status()).isEqualTo(500);
        }
        assertThat(recorder.opened("many-1000")).isEmpty();
    }

    @Test
    void aSinkThatIsRegisteredTwiceIsOneStream() {
        try (RawStream stream = loopback.api().stream("channels?name=left&name=right&name=left")) {
            stream.nextBlock();
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(() -> assertThat(recorder.opened("left")).hasSize(1));
            assertThat(recorder.opened("left").get(0).subscription().positions())
                    .containsOnlyKeys("left", "right");
            assertThat(recorder.opened("right")).isEqualTo(recorder.opened("left"));
            assertThat(channels.get(ChannelName.of("left")).subscribers()).isOne();
            assertThat(channels.get(ChannelName.of("right")).subscribers()).isOne();
        }
    }

    @Test
    void anIdOfSeveralChannelsResumesEachOneExactly() {
        EventChannel a = channels.get(ChannelName.of("north"));
        EventChannel b = channels.get(ChannelName.of("south"));
        String id;
        try (RawStream stream = loopback.api().stream("channels?name=north&name=south")) {
            stream.nextBlock();
            a.publish("n1");
            assertThat(stream.nextEvent().data()).isEqualTo("n1");
            b.publish("s1");
            id = stream.nextEvent().lastEventId();
        }
        a.publish("n2");
        b.publish("s2");
        a.publish("n3");
        try (RawStream stream = loopback.api().stream("channels?name=north&name=south", "Last-Event-ID: " + id)) {
            stream.nextBlock();
            List<ReceivedEvent> events = List.of(stream.nextEvent(), stream.nextEvent(), stream.nextEvent());

            assertThat(events)
                    .extracting(event -> event.type() + ' ' + event.data())
                    .containsExactly("north n2", "south s2", "north n3");
            assertThat(stream.lastEventId()).isEqualTo(channels.position().toString());
        }
    }

    @Test
    void aChannelThatWasNotOnTheStreamBeforeResumesAtTheSamePlace() {
        EventChannel known = channels.get(ChannelName.of("known"));
        EventChannel added = channels.get(ChannelName.of("added"));
        added.publish("before");
        known.publish("k1");
        Position position = channels.position();
        known.publish("k2");
        added.publish("after");
        try (RawStream stream = loopback.api().stream("channels?name=known&name=added", "Last-Event-ID: " + position)) {
            assertThat(stream.nextEvent().data()).isEqualTo("k2");
            assertThat(stream.nextEvent().data()).isEqualTo("after");
        }
    }

    @Test
    void aGapInOneChannelIsNoGapInTheOther() {
        EventChannel whole = channels.get(ChannelName.of("whole"));
        EventChannel torn = channels.get(ChannelName.of("torn"));
        whole.publish("w1");
        Position had = channels.position();
        torn.publish("t1");
        torn.publish("t2");
        Position held = torn.publish("t3");
        whole.publish("w2");
        try (RawStream stream = loopback.api().stream("channels?name=whole&name=torn", "Last-Event-ID: " + had)) {
            assertThat(stream.nextBlock()).matches("retry: [0-9]+\n\n");
            ReceivedEvent gap = stream.nextEvent();
            assertThat(gap.type()).isEqualTo("rivulet:gap");
            assertThat(gap.data())
                    .isEqualTo("{\"channel\":\"torn\",\"requested\":\"" + had + "\",\"oldest\":\"" + held + "\"}");
            assertThat(stream.nextEvent().data()).isEqualTo("t3");
            assertThat(stream.nextEvent().data()).isEqualTo("w2");
        }
    }

    private void assertProblem(String path, int status, String detail) {
        try (RawStream answer = loopback.api().stream(path)) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.text()).contains("\"status\":" + status).contains(detail);
        }
    }

    private int statusOf(String path, String... headers) {
        try (RawStream answer = loopback.api().stream(path, headers)) {
            return answer.status();
        }
    }

    private static String basic(String user) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString((user + ':' + user).getBytes(UTF_8));
    }

    private void awaitClosed(String channel, CloseReason reason) {
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(recorder.closed(channel))
                        .extracting(SubscriptionClosed::reason)
                        .containsExactly(reason));
    }
}
