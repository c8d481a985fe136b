/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Errors that reach a loop's thread outside of any guard, as those do that somebody else's garbage causes: thrown from its clock,
 * which it reads between its tasks and before it sleeps.
 */
class LoopSurvivalTest {

    private static final Duration TICK = Duration.ofMillis(20);

    private final AtomicReference<@Nullable Error> thrownAtNextLook = new AtomicReference<>();
    private final List<Throwable> told = new CopyOnWriteArrayList<>();
    private final DeliveryLoops loops =
            new DeliveryLoops(1, this::now, TICK, () -> {}, (what, fault) -> told.add(fault));
    private final ChannelLog log = new SegmentedLog(
            "e", new NodeOrder("n"), new History(100_000, Long.MAX_VALUE, Duration.ofHours(1)), System::nanoTime);
    private final ChannelFeeds feeds = loops.feeds(log, SlowReaders.DISCONNECT);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void stop() {
        loops.stop(Duration.ofSeconds(10));
        assertThat(threads).allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
    }

    @Test
    void everyStreamGoesOnAfterErrorsOutsideOfAnyTask() {
        loops.start(task -> {
            Thread thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
        List<CountingStream> clients = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            clients.add(open());
        }
        for (int round = 1; round <= 50; round++) {
            OutOfMemoryError error = new OutOfMemoryError("Java heap space, round " + round);
            thrownAtNextLook.set(error);
            log.append(new EncodedEvent("data: #\n".getBytes(UTF_8), false, null));
            feeds.wake();
            await().pollInterval(Duration.ofMillis(1)).until(() -> told.contains(error));
            int expected = round;
            await().pollInterval(Duration.ofMillis(1))
                    .untilAsserted(() -> assertThat(clients)
                            .allSatisfy(client -> assertThat(client.events).hasValue(expected)));
        }
        assertThat(threads).hasSize(1);
    }

    @Test
    void aWakeUpThatWasLostIsMadeUpForAtTheNextTick() {
        loops.start(task -> {
            Thread thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
        CountingStream client = open();
        await().until(() -> feeds.subscribers() == 1);
        log.append(new EncodedEvent("data: #\n".getBytes(UTF_8), false, null)); // and nobody is woken
        await().untilAsserted(() -> assertThat(client.events).hasValue(1));
    }

    private CountingStream open() {
        CountingStream stream = new CountingStream();
        Client client =
                new Client(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty());
        StreamContext context = new StreamContext(
                new Liveness(Duration.ofHours(1), Duration.ofHours(1)),
                () -> 0,
                () -> Instant.EPOCH,
                Meter.NONE,
                (what, fault) -> told.add(fault));
        Subscription subscription =
                new Subscription(1, loops.next(), client, context, StreamForm.PLAIN, new SilentListener());
        HandTurnedLoop.add(subscription, List.of(Cursor.at(feeds, Optional.empty())));
        subscription.opened(stream);
        stream.start(subscription);
        return stream;
    }

    private long now() {
        if (Thread.currentThread().getName().startsWith("rivulet-delivery")
                && StackWalker.getInstance()
                        .walk(frames -> frames.skip(1).findFirst().orElseThrow())
                        .getMethodName()
                        .equals("turn")) {
            Error error = thrownAtNextLook.getAndSet(null);
            if (error != null) {
                throw error;
            }
        }
        return System.nanoTime();
    }
}
