/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.TracedEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in everything that a subscription calls: each is told as one, ends one stream, and leaves nothing. */
class FaultsTest extends HandTurnedLoop {

    private final List<String> life = new ArrayList<>();
    private final Faulty faulty = new Faulty();

    static Stream<Throwable> faults() {
        return Stream.of(new IllegalStateException("a bug"), new NoClassDefFoundError("an older library"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofAWrite(Throwable fault) {
        FakeStream stream = openFaulty();
        stream.onWrite(() -> sneak(fault));
        publishToOthersToo();
        assertThat(stream.isClosed()).isTrue();
        assertServerError(fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofWhetherAWriteWouldBeTaken(Throwable fault) {
        FakeStream stream = openFaulty();
        stream.onReady(() -> sneak(fault));
        publishToOthersToo();
        assertThat(stream.isClosed()).isTrue();
        assertServerError(fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofWhetherAHeartbeatWouldBeTaken(Throwable fault) {
        FakeStream stream = openFaulty();
        FakeStream other = openAndTakeOpening();
        stream.onReady(() -> sneak(fault));
        time.advance(HEARTBEAT);
        turn();
        assertThat(stream.isClosed()).isTrue();
        assertServerError(fault);
        assertThat(other.takeWrites()).containsExactly(":\n\n");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofAFlush(Throwable fault) {
        FakeStream stream = openFaulty();
        stream.onFlush(() -> sneak(fault));
        stream.unblock();
        publishToOthersToo();
        assertThat(stream.isClosed()).isTrue();
        assertServerError(fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofAWriteWhileTheNodeDrains(Throwable fault) {
        FakeStream stream = new FakeStream();
        Subscription subscription = connectFaulty(stream);
        stream.onWrite(() -> sneak(fault));
        subscription.drain(1_000);
        publishToOthersToo();
        assertThat(stream.isClosed()).isTrue();
        assertServerError(fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofTheEndOfTheStream(Throwable fault) {
        FakeStream stream = new FakeStream();
        Subscription subscription = connectFaulty(stream);
        stream.onClose(() -> sneak(fault));
        subscription.close(CloseReason.REVOKED);
        publishToOthersToo();
        assertThat(life).containsExactly("opened", "closed REVOKED", "released");
        assertThat(faults).containsExactly(fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofAListenerToTheOpening(Throwable fault) {
        faulty.opening = fault;
        FakeStream stream = openFaulty();
        publishToOthersToo();
        assertThat(stream.isClosed()).isTrue();
        assertServerError(fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofAListenerToTheEnd(Throwable fault) {
        faulty.closing = fault;
        FakeStream stream = new FakeStream();
        connectFaulty(stream).close();
        publishToOthersToo();
        assertThat(stream.isClosed()).isTrue();
        assertThat(life).containsExactly("opened", "closed CLOSED_BY_APPLICATION", "released");
        assertThat(faults).containsExactly(fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofAListenerToTheRelease(Throwable fault) {
        faulty.releasing = fault;
        FakeStream stream = new FakeStream();
        connectFaulty(stream).close();
        publishToOthersToo();
        assertThat(feedsA.subscribers()).isEqualTo(1);
        assertThat(faults).containsExactly(fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofTheMeter(Throwable fault) {
        FakeStream stream = openFaulty();
        faulty.metering = fault;
        publishToOthersToo();
        assertThat(stream.isClosed()).isTrue();
        assertServerError(fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofWhoFollowsEvents(Throwable fault) {
        FakeStream stream = openFaulty();
        faulty.tracing = fault;
        logA.append(unnamed("followed").tracedBy((position, written) -> {}));
        feedsA.wake();
        turn();
        assertThat(stream.isClosed()).isTrue();
        assertServerError(fault);
    }

    @Test
    void whatTheStreamReportsIsADeparture() {
        FakeStream stream = openFaulty();
        stream.breakWith(new IOException("Broken pipe"));
        publishToOthersToo();
        assertThat(life).containsExactly("opened", "closed CLIENT_GONE", "released");
        FakeStream second = new FakeStream();
        Subscription subscription = connectFaulty(second);
        subscription.gone(new IllegalStateException("what the container says of its client"));
        turn();
        assertThat(life).endsWith("opened", "closed CLIENT_GONE", "released");
        assertThat(faults).isEmpty();
    }

    @Test
    void anErrorHandlerThatFailsItselfHarmsNothing() {
        ErrorHandler handler = (what, fault) -> {
            throw new OutOfMemoryError("Java heap space");
        };
        DeliveryLoops failing = new DeliveryLoops(1, time, liveness.tick(), () -> {}, handler);
        List<String> done = new ArrayList<>();
        DeliveryLoop loop = failing.next();
        loop.execute(() -> sneak(new IllegalStateException("a bug")));
        loop.execute(() -> done.add("next"));
        loop.turn();
        assertThat(done).containsExactly("next");
    }

    private FakeStream openFaulty() {
        FakeStream stream = new FakeStream();
        connectFaulty(stream);
        return stream;
    }

    private Subscription connectFaulty(FakeStream stream) {
        Client client =
                new Client(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty());
        StreamContext metered = new StreamContext(liveness, () -> 2_000, () -> Instant.EPOCH, faulty, context.errors());
        Subscription subscription = new Subscription(1, loop, client, metered, StreamForm.PLAIN, faulty);
        add(subscription, List.of(Cursor.at(feedsA, Optional.empty())));
        connect(subscription, stream);
        return subscription;
    }

    private void publishToOthersToo() {
        FakeStream other = openAndTakeOpening();
        publish("one");
        assertThat(other.takeWrites()).hasSize(1).allMatch(write -> write.startsWith("data: one\n"));
    }

    private void assertServerError(Throwable fault) {
        assertThat(faults).containsExactly(fault);
        assertThat(life).containsExactly("opened", "closed SERVER_ERROR", "released");
    }

    private static void sneak(@Nullable Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        if (fault instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Fails when it is told to. */
    private final class Faulty implements StreamListener, Meter {

        private @Nullable Throwable opening;
        private @Nullable Throwable closing;
        private @Nullable Throwable releasing;
        private @Nullable Throwable metering;
        private @Nullable Throwable tracing;

        @Override
        public void opened(SubscriptionInfo subscription) {
            life.add("opened");
            sneak(opening);
        }

        @Override
        public void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause) {
            life.add("closed " + reason);
            sneak(closing);
        }

        @Override
        public void released() {
            life.add("released");
            sneak(releasing);
        }

        @Override
        public void wrote(int bytes) {
            sneak(metering);
        }

        @Override
        public void traced(TracedEvent trace) {
            sneak(tracing);
        }
    }
}
