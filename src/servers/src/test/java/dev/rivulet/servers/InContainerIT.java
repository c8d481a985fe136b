/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.it.app.ChannelsResource;
import dev.rivulet.it.app.Desk;
import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.Price;
import dev.rivulet.it.app.TestApplication;
import dev.rivulet.it.app.Transactions;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.Channel;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.ServerSentEvent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.SseBroadcaster;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is injected, seen by a test that runs inside the server and has it injected itself. */
@ArquillianTest
@Tag("inside")
class InContainerIT {

    private static final String CHANNEL = "inside";

    @Inject
    @Channel(CHANNEL)
    Event<Price> event;

    @Inject
    @Channel(CHANNEL)
    EventChannel channel;

    @Inject
    @Channel(CHANNEL)
    SseBroadcaster broadcaster;

    @Inject
    Channels channels;

    @Inject
    Transactions transactions;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.withClient(Wars.withRivulet(CHANNEL)
                .addClasses(
                        ChannelsResource.class,
                        Desk.class,
                        Loopback.class,
                        Price.class,
                        TestApplication.class,
                        Transactions.class)));
    }

    @Test
    void whatIsInjectedIsTheChannelOfThatName() {
        assertThat(channel.name()).isEqualTo(CHANNEL);
        assertThat(channels.get(CHANNEL)).isSameAs(channel);
    }

    @Test
    void everyWayToPublishReachesTheStreamInOrder() {
        try (RawStream stream = loopback.open(CHANNEL)) {
            event.fire(new Price("event", 1));
            event.fireAsync(new Price("asynchronous event", 2))
                    .toCompletableFuture()
                    .join();
            channel.publish(new Price("channel", 3));
            broadcaster.broadcast(ServerSentEvent.of(new Price("broadcaster", 4)));
            channels.get(CHANNEL).publish(new Price("channel by name", 5));

            assertThat(stream.nextEvent().data()).isEqualTo("{\"amount\":1.0,\"symbol\":\"event\"}");
            assertThat(stream.nextEvent().data()).isEqualTo("{\"amount\":2.0,\"symbol\":\"asynchronous event\"}");
            assertThat(stream.nextEvent().data()).isEqualTo("{\"amount\":3.0,\"symbol\":\"channel\"}");
            assertThat(stream.nextEvent().data()).isEqualTo("{\"amount\":4.0,\"symbol\":\"broadcaster\"}");
            assertThat(stream.nextEvent().data()).isEqualTo("{\"amount\":5.0,\"symbol\":\"channel by name\"}");
            assertThat(stream.lastEventId()).isEqualTo(channel.position().toString());
        }
    }

    @Test
    void eventOfATransactionIsPublishedWhenThatCommits() {
        Position before = channel.position();
        try (RawStream stream = loopback.open(CHANNEL)) {
            transactions.run(() -> {
                event.fire(new Price("committed", 6));
                assertThat(channel.position()).isEqualTo(before);
            });

            assertThat(channel.position().isAfter(before)).isTrue();
            assertThat(stream.nextEvent().data()).isEqualTo("{\"amount\":6.0,\"symbol\":\"committed\"}");
        }
    }

    @Test
    void eventOfATransactionThatRollsBackIsNotPublished() {
        Position before = channel.position();

        assertThatThrownBy(() -> transactions.run(() -> {
                    event.fire(new Price("rolled back", 7));
                    throw new IllegalStateException("As the test has it");
                }))
                .hasStackTraceContaining("As the test has it");

        assertThat(channel.position()).isEqualTo(before);
    }
}
