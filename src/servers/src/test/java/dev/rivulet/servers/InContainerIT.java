/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.ChannelsResource;
import dev.rivulet.it.app.Desk;
import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.Price;
import dev.rivulet.it.app.TestApplication;
import dev.rivulet.it.app.Transactions;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.Channel;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.ServerSentEvent;
import dev.rivulet.servers.app.Basket;
import dev.rivulet.servers.app.BasketResource;
import dev.rivulet.servers.app.Clerk;
import dev.rivulet.servers.app.Ears;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.SseBroadcaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.List;
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
    @Any
    Event<String> anyEvent;

    @Inject
    Ears ears;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.withClient(Wars.withRivulet(CHANNEL)
                .addClasses(
                        Basket.class,
                        BasketResource.class,
                        ChannelsResource.class,
                        Clerk.class,
                        Desk.class,
                        Ears.class,
                        Loopback.class,
                        Price.class,
                        TestApplication.class,
                        Transactions.class)));
    }

    @Test
    void whatIsInjectedIsTheChannelOfThatName() {
        assertThat(channel.name().value()).isEqualTo(CHANNEL);
        assertThat(channel.publish("here"))
                .isEqualTo(channels.get(ChannelName.of(CHANNEL)).position());
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
            channels.get(ChannelName.of(CHANNEL)).publish(new Price("channel by name", 5));

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

    // Passivation.

    @Test
    void injectedChannelAndBroadcasterFindTheirChannelAgain() throws Exception {
        try (RawStream stream = loopback.open(CHANNEL)) {
            revived(channel).publish("channel");
            revived(broadcaster).broadcast(ServerSentEvent.of("broadcaster"));

            assertThat(stream.nextEvent().data()).isEqualTo("channel");
            assertThat(stream.nextEvent().data()).isEqualTo("broadcaster");
        }
    }

    @Test
    void beanOfAPassivatingScopePublishes() {
        try (RawStream stream = loopback.open("basket")) {
            loopback.api().post("passivating/basket", "");

            assertThat(stream.nextEvent().data()).isEqualTo("{\"amount\":1.0,\"symbol\":\"event\"}");
            assertThat(stream.nextEvent().data()).isEqualTo("channel");
            assertThat(stream.nextEvent().data()).isEqualTo("broadcaster");
        }
    }

    @Test
    void statefulBeanPublishes() {
        try (RawStream stream = loopback.open("clerk")) {
            loopback.api().post("passivating/clerk", "");

            assertThat(stream.nextEvent().data()).isEqualTo("channel");
            assertThat(stream.nextEvent().data()).isEqualTo("broadcaster");
        }
    }

    // Observers.

    @Test
    void observerOfAChannelHearsThatChannelAlone() {
        fire("alerts", "fire");
        fire("news", "gossip");

        assertThat(ears.heard())
                .contains("alerts: fire", "alerts by its metadata: fire", "alerts after commit: fire")
                .contains("every, alerts: fire", "every, news: gossip")
                .doesNotContain("alerts: gossip", "news by its metadata: gossip", "alerts after commit: gossip");
    }

    @Test
    void observerOfAChannelAfterTheCommitHearsNothingOfARollback() {
        assertThatThrownBy(() -> transactions.run(() -> {
                    fire("alerts", "false alarm");
                    throw new IllegalStateException("As the test has it");
                }))
                .hasStackTraceContaining("As the test has it");
        transactions.run(() -> fire("alerts", "true alarm"));

        assertThat(ears.heard())
                .contains("alerts: false alarm", "alerts after commit: true alarm")
                .doesNotContain("alerts after commit: false alarm");
    }

    @Test
    void asynchronousObserverOfAChannelHearsThatChannelAlone() {
        for (String name : List.of("news", "alerts")) {
            anyEvent.select(new Channel.Literal(name))
                    .fireAsync("async in " + name)
                    .toCompletableFuture()
                    .join();
        }

        assertThat(ears.heard())
                .contains("alerts asynchronously: async in alerts")
                .doesNotContain("alerts asynchronously: async in news");
    }

    @Test
    void asynchronousObserversOfStreamsAreTold() {
        loopback.open("observed").close();
        channels.get(ChannelName.of("observed")).subscriptions().close(any -> true);

        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(ears.heard()).contains("opened [observed]", "closed [observed]"));
    }

    private void fire(String name, String text) {
        anyEvent.select(new Channel.Literal(name)).fire(text);
    }

    /** What comes back when its bean has been passivated. */
    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // written here
    private static <T> T revived(T injected) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(injected);
        }
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass described) throws ClassNotFoundException {
                return Class.forName(described.getName(), false, application);
            }
        }) {
            return (T) in.readObject();
        }
    }
}
