/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.secured.Users;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventTooLargeException;
import dev.rivulet.server.ServerSentEvent;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much there is of everything, and what those are told who want more. */
@ArquillianTest
class LimitsIT {

    private static final int NODE = 8;
    private static final int CHANNEL = 4;
    private static final int PRINCIPAL = 2;
    private static final int ADDRESS = 6;

    private final List<RawStream> open = new ArrayList<>();

    @Inject
    Channels channels;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.application(
                        "limits",
                        "rivulet.stream.heartbeat=100ms",
                        "rivulet.event.max-size=1024",
                        "rivulet.limit.streams=" + NODE,
                        "rivulet.limit.streams-per-channel=" + CHANNEL,
                        "rivulet.limit.streams-per-principal=" + PRINCIPAL,
                        "rivulet.limit.streams-per-address=" + ADDRESS,
                        "rivulet.limit.channels=20",
                        "rivulet.limit.event-id=32",
                        "rivulet.limit.retry-after=20s"))
                .addPackage(Users.class.getPackage());
    }

    @BeforeEach
    void nobodyIsLeft() {
        Stream.of("public-a", "public-b", "public-c").map(ChannelName::of).forEach(channels::get);
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(channels.streams()).isZero());
    }

    @AfterEach
    void closeStreams() {
        open.forEach(RawStream::close);
    }

    @Test
    void streamsOfAChannel() {
        for (int i = 0; i < CHANNEL; i++) {
            assertOpens(() -> loopback.api().stream("events?channel=public-a"));
        }
        assertRefused(() -> loopback.api().stream("events?channel=public-a"), 503, "4 streams of this channel");
        assertRefused(() -> loopback.api().stream("channels/public-a"), 503, "4 streams of this channel");
        assertRefused(
                () -> loopback.api().stream("events?channel=public-b&channel=public-a"),
                503,
                "4 streams of this channel");
        assertOpens(() -> loopback.api().stream("events?channel=public-b"));
        assertThat(channels.get(ChannelName.of("public-b")).subscribers()).isEqualTo(1);
    }

    @Test
    void streamsOfAUser() {
        for (int i = 0; i < PRINCIPAL; i++) {
            assertOpens(() -> loopback.api().stream("events?channel=public-a", basic("ruth")));
        }
        assertRefused(
                () -> loopback.api().stream("events?channel=public-b", basic("ruth")), 429, "2 streams of this user");
        assertOpens(() -> loopback.api().stream("events?channel=public-b", basic("paul")));
    }

    @Test
    void streamsFromAnAddress() {
        for (int i = 0; i < ADDRESS; i++) {
            String channel = "public-" + (i % 2 == 0 ? 'a' : 'b');
            assertOpens(() -> loopback.api().stream("events?channel=" + channel));
        }
        assertRefused(() -> loopback.api().stream("events?channel=public-c"), 429, "6 streams from this address");
        assertOpens(() -> RawStream.getFrom("127.0.0.2", uri("events?channel=public-c")));
    }

    @Test
    void streamsOfTheNode() {
        for (int i = 0; i < NODE; i++) {
            String address = "127.0.0." + (1 + i % 2);
            String channel = "public-" + "abc".charAt(i % 3);
            assertOpens(() -> RawStream.getFrom(address, uri("events?channel=" + channel)));
        }
        assertRefused(
                () -> RawStream.getFrom("127.0.0.3", uri("events?channel=public-c")), 503, "8 streams on this node");
    }

    @Test
    void whoLeavesMakesRoom() {
        for (int i = 0; i < CHANNEL; i++) {
            assertOpens(() -> loopback.api().stream("events?channel=public-a"));
        }
        open.get(0).reset();
        URI channel = uri("events?channel=public-a");
        await().atMost(RawStream.TIMEOUT).untilAsserted(() -> {
            try (RawStream stream = RawStream.get(channel)) {
                assertThat(stream.status()).isEqualTo(200);
            }
        });
    }

    @Test
    void aRefusalTakesNothing() {
        for (int i = 0; i < 3 * NODE; i++) {
            assertRefused(() -> loopback.api().stream("events?channel=secret"), 403, "You may not");
            try (RawStream answer = loopback.api().stream("odd/public-a/failing")) {
                assertThat(answer.status()).isEqualTo(500);
            }
            try (RawStream answer = RawStream.head(uri("events?channel=public-a"))) {
                assertThat(answer.status()).isEqualTo(200);
            }
        }
        assertOpens(() -> loopback.api().stream("events?channel=public-a"));
    }

    @Test
    void channels() {
        while (channels.names().size() < 20) {
            channels.get(ChannelName.of("filler-" + channels.names().size()));
        }
        Assertions.assertThatThrownBy(() -> channels.get(ChannelName.of("one-more")))
                .isInstanceOf(ChannelLimitException.class);
        try (RawStream answer = loopback.api().stream("channels/one-more")) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEmpty();
            assertThat(answer.text()).contains("20 channels");
        }
        assertThat(channels.find(ChannelName.of("one-more"))).isEmpty();
        assertOpens(() -> loopback.api().stream("channels/public-a"));
    }

    @Test
    void sizesOfEventsAndTheirIds() {
        String tooLarge = "x".repeat(1_100);
        ServerSentEvent tooLongId =
                ServerSentEvent.builder().id("i".repeat(33)).data("x").build();
        Assertions.assertThatThrownBy(
                        () -> channels.get(ChannelName.of("public-a")).publish(tooLarge))
                .isInstanceOf(EventTooLargeException.class);
        Assertions.assertThatThrownBy(
                        () -> channels.get(ChannelName.of("public-a")).publish(tooLongId))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("33 characters");
        assertThat(channels.get(ChannelName.of("public-a")).position().stamp()).isZero();
    }

    private void assertOpens(Supplier<RawStream> client) {
        RawStream stream = client.get();
        open.add(stream);
        assertThat(stream.status()).isEqualTo(200);
        stream.nextBlock();
    }

    private static void assertRefused(Supplier<RawStream> client, int status, String detail) {
        try (RawStream answer = client.get()) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            if (status != 403) {
                assertThat(answer.header("Retry-After"))
                        .map(Integer::valueOf)
                        .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(20, 30));
            }
            assertThat(answer.text()).contains(detail);
        }
    }

    private URI uri(String path) {
        return loopback.api().root().resolve(path);
    }

    private static String basic(String user) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString((user + ':' + user).getBytes(UTF_8));
    }
}
