/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.spi.ChannelPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to a stream at the same time, in every pair and many thousand times: what has to end it ends it, and then nothing
 * is left of it.
 */
class StreamRacesTest {

    private static final int ROUNDS = 250;
    private static final Duration TOKEN = Duration.ofMinutes(5);

    private static ExecutorService racers = Executors.newFixedThreadPool(2);

    @BeforeAll
    static void start() {
        racers = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        racers.shutdown();
        assertThat(racers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** What happens to a stream. */
    private enum Event {
        REGISTER,
        ADD_CHANNEL,
        CLOSE,
        REVOKE,
        SESSION_END,
        RENAME,
        DRAIN,
        EXPIRY;

        boolean endsTheStream() {
            return !EnumSet.of(REGISTER, ADD_CHANNEL, RENAME).contains(this);
        }
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Event.values())
                .flatMap(first -> Stream.of(Event.values())
                        .filter(second -> second.compareTo(first) >= 0)
                        .map(second -> Arguments.of(first, second)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void nothingIsLeftOfAStreamWhateverRaces(Event first, Event second) throws Exception {
        Random random = new Random((first + " and " + second).hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            Race race = new Race(spins(random));
            try (StreamNode node = race.node) {
                if (first != Event.REGISTER) {
                    race.happen(Event.REGISTER);
                    if (random.nextBoolean()) {
                        node.settle();
                    }
                }
                race(race, first, second, random);
                String events = first + " and " + second + ", round " + round;
                boolean ends = first.endsTheStream() || second.endsTheStream();
                if (ends && race.session.wasSeen()) {
                    node.assertNothingIsLeft(events);
                } else if (!ends) {
                    await().pollDelay(Duration.ZERO).until(() -> node.meter.streams() == 1);
                    race.session.invalidate();
                    node.assertNothingIsLeft(events + ", then the session's end");
                } // else the session had ended before the request came
                assertThat(node.faults).isEmpty();
            }
        }
    }

    private static void race(Race race, Event first, Event second, Random random) throws Exception {
        Phaser start = new Phaser(2);
        Future<?> one = racers.submit(() -> race.happen(first, start, spins(random)));
        Future<?> other = racers.submit(() -> race.happen(second, start, spins(random)));
        one.get(30, TimeUnit.SECONDS);
        other.get(30, TimeUnit.SECONDS);
    }

    /** From nothing to a millisecond or so, each order of magnitude as often. */
    private static int spins(Random random) {
        return random.nextInt(1 << random.nextInt(17));
    }

    /** One stream, and all that may happen to it. */
    private static final class Race {

        private final StreamNode node = new StreamNode();
        private final FakeSink sink = new FakeSink();
        private final FakeToken user = new FakeToken(node.instant().plus(TOKEN));
        private final FakeSession session = new FakeSession(user);
        private volatile boolean allowed = true;

        Race(int spins) {
            session.onGetId(() -> spin(spins)); // a container takes its time for it
            user.onGetName(() -> spin(spins)); // and for that, while the client is being admitted
            ChannelPolicy policy = request -> {
                boolean answer = allowed;
                spin(spins); // a policy takes its time too
                return answer;
            };
            node.policy = policy;
            session.listenFor(node.sinks.sessions());
        }

        void happen(Event event, Phaser start, int spins) {
            start.arriveAndAwaitAdvance();
            spin(spins);
            happen(event);
        }

        private static void spin(int spins) {
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(1); // on a busy machine the other would else wait for its turn until all is over
        }

        void happen(Event event) {
            switch (event) {
                case REGISTER -> subscribe("a");
                case ADD_CHANNEL -> subscribe("b");
                case CLOSE -> {
                    sink.failure = new IOException("The client has gone");
                    node.channels.get(ChannelName.of("a")).publish("a");
                    node.channels.get(ChannelName.of("b")).publish("b");
                }
                case REVOKE -> {
                    allowed = false;
                    node.channels.subscriptions().close(info -> info.principal().isPresent());
                }
                case SESSION_END -> session.invalidate();
                case RENAME -> session.rename();
                case DRAIN -> node.engine.drain().run();
                case EXPIRY -> node.time.advance(TOKEN.plusSeconds(1));
            }
        }

        /** Refused where something else has come first. */
        private void subscribe(String channel) {
            try {
                node.inRequest(session, () -> node.endpoint.subscribe(sink, channel));
            } catch (IllegalStateException | jakarta.ws.rs.WebApplicationException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }
}
