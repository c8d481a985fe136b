/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.SubscriptionRecorder;
import dev.rivulet.it.app.secured.PublicOrTrader;
import dev.rivulet.it.app.secured.Users;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.CloseReason;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionInfo;
import jakarta.inject.Inject;
import java.security.Principal;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Who is there, who may not stay, and with what else a stream ends. */
@ArquillianTest
class PresenceIT {

    @Inject
    Channels channels;

    @Inject
    PublicOrTrader policy;

    @Inject
    SubscriptionRecorder recorder;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.application(
                        "presence",
                        "rivulet.stream.heartbeat=1d",
                        "rivulet.channel.public-slow.history.events=20000",
                        "rivulet.channel.public-slow.history.bytes=67108864"))
                .addPackage(Users.class.getPackage());
    }

    // Who is there.

    @Test
    void aChannelKnowsWhoListensSinceWhenAndHowFarTheyAre() {
        EventChannel channel = channels.get(ChannelName.of("user-ruth"));
        Position had = channel.publish("before");
        Instant before = Instant.now();
        try (RawStream stream =
                loopback.api().stream("events?channel=user-ruth", basic("ruth"), "Last-Event-ID: " + had)) {
            int bytes = stream.nextBlock().getBytes(UTF_8).length;
            channel.publish("one");
            bytes += stream.nextBlock().getBytes(UTF_8).length;
            Position last = channel.publish("two");
            bytes += stream.nextBlock().getBytes(UTF_8).length;

            assertThat(channel.subscriptions().list()).hasSize(1);
            SubscriptionInfo info = channel.subscriptions().list().get(0);
            assertThat(info.principal()).map(Principal::getName).hasValue("ruth");
            assertThat(info.remoteAddress()).hasValue("127.0.0.1");
            assertThat(info.since()).isBetween(before.minusSeconds(1), Instant.now());
            assertThat(info.lastEventId()).hasValue(had.toString());
            assertThat(info.positions()).containsExactly(Map.entry("user-ruth", last));
            assertThat(info.lag()).isZero();
            assertThat(info.eventsSent()).isEqualTo(2);
            assertThat(info.bytesSent()).isEqualTo(bytes);
        }
    }

    @Test
    void aStreamOfSeveralChannelsIsPresentInEachAndOnceOnTheNode() {
        EventChannel left = channels.get(ChannelName.of("public-left"));
        EventChannel right = channels.get(ChannelName.of("public-right"));
        channels.get(ChannelName.of("public-neither"));
        try (RawStream both = loopback.api().stream("events?channel=public-left&channel=public-right");
                RawStream one = loopback.api().stream("events?channel=public-right")) {
            both.nextBlock();
            one.nextBlock();
            left.publish("l");
            right.publish("r");
            both.nextBlock();
            both.nextBlock();

            long id = left.subscriptions().list().get(0).id();
            assertThat(right.subscriptions().list())
                    .hasSize(2)
                    .extracting(SubscriptionInfo::id)
                    .contains(id)
                    .isSorted();
            assertThat(channels.subscriptions().list())
                    .filteredOn(info -> info.id() == id)
                    .hasSize(1)
                    .allSatisfy(info -> assertThat(info.eventsSent()).isEqualTo(2));
            assertThat(channels.get(ChannelName.of("public-neither"))
                            .subscriptions()
                            .list())
                    .isEmpty();
        }
    }

    @Test
    void whoDoesNotReadLags() {
        EventChannel channel = channels.get(ChannelName.of("public-slow"));
        try (RawStream slow =
                RawStream.getWithSmallWindow(loopback.api().root().resolve("events?channel=public-slow"))) {
            assertThat(slow.status()).isEqualTo(200);
            String data = "x".repeat(16 * 1024);
            for (int i = 0; i < 2_000; i++) {
                channel.publish(data);
            }
            await().atMost(RawStream.TIMEOUT).untilAsserted(() -> {
                SubscriptionInfo info = channel.subscriptions().list().get(0);
                assertThat(info.lag()).isPositive();
                assertThat(info.eventsSent() + info.lag()).isEqualTo(2_000);
            });
            assertThat(channel.subscriptions().close(info -> info.lag() > 0)).isEqualTo(1);
            awaitClosed("public-slow", CloseReason.REVOKED);
        }
    }

    // Who may not stay.

    @Test
    void streamsOfARevokedUserEndAndDoNotComeBack() {
        EventChannel channel = channels.get(ChannelName.of("desk-9"));
        try (RawStream revoked = loopback.api().stream("events?channel=desk-9", basic("tina"));
                RawStream other = loopback.api().stream("channels/desk-9")) {
            revoked.nextBlock();
            other.nextBlock();
            policy.revoke("desk-9");

            int closed = channel.subscriptions().close(info -> info.principal().isPresent());

            assertThat(closed).isEqualTo(1);
            assertThat(revoked.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
            awaitClosed("desk-9", CloseReason.REVOKED);
            channel.publish("to the other");
            assertThat(other.nextEvent().data()).isEqualTo("to the other");
            assertThat(channel.subscriptions().list()).hasSize(1);
        }
        assertThat(statusOf("events?channel=desk-9", basic("tina"))).isEqualTo(403);
    }

    @Test
    void theStandardAnnotationGuardsAResourceOfTheApplicationsOwn() {
        EventChannel channel = channels.get(ChannelName.of("guarded"));
        assertThat(statusOf("traders/guarded")).isIn(401, 403); // Payara's filter or Jersey's, whichever comes first
        assertThat(statusOf("traders/guarded", basic("paul"))).isEqualTo(403);
        assertThat(recorder.of("guarded")).isEmpty();
        try (RawStream stream = loopback.api().stream("traders/guarded", basic("tina"))) {
            stream.nextBlock();
            channel.publish("for traders");
            assertThat(stream.nextEvent().data()).isEqualTo("for traders");
        }
    }

    // Sessions.

    @Test
    void whenASessionEndsItsStreamsEndAndNoOthers() {
        App api = loopback.api();
        String mine = session(api);
        String theirs = session(api);
        EventChannel channel = channels.get(ChannelName.of("public-session"));
        try (RawStream first = api.stream("events?channel=public-session", "Cookie: JSESSIONID=" + mine);
                RawStream second = api.stream("channels/public-session", "Cookie: JSESSIONID=" + mine);
                RawStream other = api.stream("events?channel=public-session", "Cookie: JSESSIONID=" + theirs);
                RawStream none = api.stream("events?channel=public-session")) {
            first.nextBlock();
            second.nextBlock();
            other.nextBlock();
            none.nextBlock();

            api.postWith("session/end", "Cookie", "JSESSIONID=" + mine);

            assertThat(first.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
            assertThat(second.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
            channel.publish("to who is left");
            assertThat(other.nextEvent().data()).isEqualTo("to who is left");
            assertThat(none.nextEvent().data()).isEqualTo("to who is left");
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(() -> assertThat(recorder.closed("public-session"))
                            .extracting(SubscriptionClosed::reason)
                            .containsExactly(CloseReason.SESSION_ENDED, CloseReason.SESSION_ENDED));
        }
    }

    @Test
    void aSessionThatGetsAnotherIdTakesItsStreamsAlong() {
        App api = loopback.api();
        String old = session(api);
        channels.get(ChannelName.of("public-renamed"));
        try (RawStream stream = api.stream("events?channel=public-renamed", "Cookie: JSESSIONID=" + old)) {
            stream.nextBlock();
            String renamed = api.postWith("session/rename", "Cookie", "JSESSIONID=" + old);
            assertThat(renamed).isNotEqualTo(old);

            api.postWith("session/end", "Cookie", "JSESSIONID=" + renamed);

            assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
            awaitClosed("public-renamed", CloseReason.SESSION_ENDED);
        }
    }

    private static String session(App api) {
        return api.postWith("session/begin", "Accept", "text/plain");
    }

    private int statusOf(String path, String... headers) {
        try (RawStream answer = loopback.api().stream(path, headers)) {
            return answer.status();
        }
    }

    private void awaitClosed(String channel, CloseReason reason) {
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(recorder.closed(channel))
                        .extracting(SubscriptionClosed::reason)
                        .contains(reason));
    }

    private static String basic(String user) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString((user + ':' + user).getBytes(UTF_8));
    }
}
