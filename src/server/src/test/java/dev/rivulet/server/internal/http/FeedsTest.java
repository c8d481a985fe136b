/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rivulet.server.ChannelEndedException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.FiniteChannel;
import dev.rivulet.server.Outcome;
import dev.rivulet.server.internal.engine.TestSettings;
import dev.rivulet.server.internal.engine.log.History;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Publishers and iterators that feed finite channels, good ones and others. */
class FeedsTest {

    private static final int WINDOW = 8;
    private static final Outcome SOURCE_FAILED = Outcome.failed("The source of this channel has failed.");

    private final StreamNode node = new StreamNode(
            new TestSettings().feedWindow(WINDOW).history(new History(10_000, 10_000_000, Duration.ofHours(1))));
    private final FiniteChannel answer = node.channels.begin(ChannelName.of("answer-7"));
    private final HandPublisher source = new HandPublisher();

    @AfterEach
    void stop() {
        node.close();
        assertThat(node.faults).isEmpty();
        assertThat(source.callers()).as("nobody's code runs on a loop").doesNotContainAnyElementsOf(node.threads);
        assertThat(node.feeds.size()).isZero();
    }

    @Test
    void aPublishersItemsAreTheEventsAndItsEndIsTheEnd() {
        FakeSink sink = new FakeSink();
        answer.subscribe(sink);
        CompletionStage<Outcome> outcome;
        try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
            outcome = answer.feed(publisher);
            for (int i = 0; i < 1_000; i++) {
                publisher.submit(i);
            }
        }
        await().until(sink::isClosed);
        assertThat(sink.data())
                .startsWith(
                        IntStream.range(0, 1_000).mapToObj(Integer::toString).toArray(String[]::new))
                .hasSize(1_001)
                .endsWith("{\"channel\":\"answer-7\",\"outcome\":\"ended\"}");
        assertThat(result(outcome)).isEqualTo(Outcome.ended());
    }

    @Test
    void nothingIsHeldBackWhileNobodyReads() {
        answer.feed(source);
        assertThat(source.requested()).isEqualTo(WINDOW);
        while (source.sent() < 1_000) {
            assertThat(source.sendWhatIsAskedFor()).isPositive();
        }
        assertThat(answer.counts().published()).isEqualTo(source.sent());
        source.to().onComplete();
    }

    @Test
    void itIsNeverMoreThanAWindowAheadOfTheSlowestReader() {
        FakeSink quick = new FakeSink();
        HeldSink slow = new HeldSink();
        answer.subscribe(quick);
        answer.subscribe(slow);
        await().until(() -> answer.subscribers() == 2);
        answer.feed(source);
        await().until(() -> source.sendWhatIsAskedFor() > 0);
        for (int i = 0; i < 20; i++) { // neither a tick nor an answer of the loops finds more room
            source.sendWhatIsAskedFor();
            node.advance(Duration.ofSeconds(2));
            assertThat(source.requested()).isLessThanOrEqualTo(slow.data().size() + WINDOW);
        }

        slow.release();
        await().untilAsserted(() -> {
            source.sendWhatIsAskedFor();
            assertThat(slow.data()).hasSizeGreaterThan(100);
        });
        assertThat(quick.data()).hasSizeGreaterThan(100);
        source.to().onComplete();
        await().until(quick::isClosed);
    }

    @Test
    void aReaderThatLeavesHoldsNothingBack() {
        HeldSink slow = new HeldSink();
        answer.subscribe(slow);
        await().until(() -> answer.subscribers() == 1);
        answer.feed(source);
        await().until(() -> source.sendWhatIsAskedFor() > 0);
        for (int i = 0; i < 20; i++) {
            source.sendWhatIsAskedFor();
            node.settle();
        }
        assertThat(source.requested()).isLessThanOrEqualTo(slow.data().size() + WINDOW);
        node.channels.subscriptions().close(info -> true);
        await().until(() -> answer.subscribers() == 0);
        node.time.advance(Duration.ofSeconds(2));
        node.settle();
        await().until(() -> {
            source.sendWhatIsAskedFor();
            return source.sent() > 100;
        });
        source.to().onComplete();
    }

    @Test
    void itIsCancelledWhenTheApplicationEndsTheChannel() {
        CompletionStage<Outcome> outcome = answer.feed(source);
        answer.fail("Stopped by the user.");
        await().until(source::isCancelled);
        assertThat(result(outcome)).isEqualTo(Outcome.failed("Stopped by the user."));
        source.to().onNext("on its way");
        source.to().onComplete();
        assertThat(answer.counts().published()).as("the end alone").isEqualTo(1);
    }

    @Test
    void itIsCancelledWhenTheChannelIsAbandonedAndTheChannelEnds() {
        AtomicBoolean told = new AtomicBoolean();
        answer.whenAbandoned(Duration.ofSeconds(30), () -> told.set(true));
        CompletionStage<Outcome> outcome = answer.feed(source);
        FakeSink sink = new FakeSink();
        answer.subscribe(sink);
        await().until(() -> answer.subscribers() == 1);
        node.channels.subscriptions().close(info -> true);
        await().until(() -> answer.subscribers() == 0);
        node.advance(Duration.ofSeconds(31));
        await().until(source::isCancelled);
        assertThat(told).isTrue();
        assertThat(result(outcome)).isEqualTo(Outcome.failed("Nobody was reading any more."));
        assertThat(answer.hasEnded()).isTrue();
    }

    @Test
    void itIsCancelledWhenTheApplicationStops() {
        CompletionStage<Outcome> outcome = answer.feed(source);
        node.feeds.stop();
        await().until(source::isCancelled);
        assertThat(result(outcome)).isEqualTo(Outcome.failed("The application is stopping."));
        HandPublisher late = new HandPublisher();
        FiniteChannel another = node.channels.begin(ChannelName.of("late"));
        assertThat(result(another.feed(late)).hasFailed()).isTrue();
        assertThat(late.isCancelled()).isTrue();
    }

    @Test
    void aChannelThatHasEndedIsNotFed() {
        answer.end();
        assertThatThrownBy(() -> answer.feed(source)).isInstanceOf(ChannelEndedException.class);
        assertThatThrownBy(() -> answer.feed(List.of().iterator())).isInstanceOf(ChannelEndedException.class);
        assertThat(source.requested()).isZero();
    }

    static Stream<Arguments> rulesAndHowTheyAreBroken() {
        return Stream.of(
                broken(
                        "it called onNext with null",
                        source -> ignoringNull(() -> source.to().onNext(nothing()))),
                broken(
                        "it called onError with null",
                        source -> ignoringNull(() -> source.to().onError(nothing()))),
                broken(
                        "it called onSubscribe with null",
                        source -> ignoringNull(() -> source.to().onSubscribe(nothing()))),
                broken("it called onSubscribe twice", source -> source.to().onSubscribe(new HandPublisher())),
                broken("it called onNext more often than it was asked to", source -> {
                    HandPublisher mine = source;
                    for (int i = 0; i < 10_000 && !mine.isCancelled(); i++) {
                        mine.to().onNext(i);
                    }
                }),
                broken("it called onError", source -> source.to().onError(new IllegalStateException("secret"))),
                broken(
                        "one of its items cannot be published",
                        source -> source.to().onNext("x".repeat(20_000))),
                broken(
                        "one of its items cannot be published",
                        source -> source.to().onNext(new Object() {
                            @Override
                            public String toString() {
                                throw new IllegalStateException("secret");
                            }
                        })));
    }

    @ParameterizedTest
    @MethodSource("rulesAndHowTheyAreBroken")
    void oneThatBreaksTheRulesFailsTheChannelAndTheLogSaysWhich(String rule, Consumer<HandPublisher> fault) {
        node.json = (data, type) -> data.toString();
        HeldSink reader = new HeldSink(); // so that no more is asked for
        answer.subscribe(reader);
        await().until(() -> answer.subscribers() == 1);
        try (LoggedLines log = new LoggedLines(PublisherFeed.class)) {
            CompletionStage<Outcome> outcome = answer.feed(source);
            await().until(() -> source.requested() > 0);
            fault.accept(source);
            assertThat(result(outcome)).isEqualTo(SOURCE_FAILED);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "WARNING The source that fed channel answer-7 has failed, and so has the channel: " + rule);
        }
        assertThat(answer.hasEnded()).isTrue();
        await().until(source::isCancelled);
    }

    @Test
    void whatComesAfterItsOwnEndIsNotPublishedAndLoggedOnce() {
        try (LoggedLines log = new LoggedLines(PublisherFeed.class)) {
            CompletionStage<Outcome> outcome = answer.feed(source);
            source.to().onComplete();
            source.to().onNext("late");
            source.to().onError(new IllegalStateException());
            source.to().onComplete();
            assertThat(result(outcome)).isEqualTo(Outcome.ended());
            assertThat(log.lines()).singleElement().asString().contains("called onNext after its end");
        }
        assertThat(answer.counts().published()).isEqualTo(1);
    }

    @Test
    void oneThatThrowsWhereItMustNotFailsTheChannel() {
        Flow.Publisher<Object> throwing = subscriber -> {
            throw new IllegalStateException("secret");
        };
        assertThat(result(answer.feed(throwing))).isEqualTo(SOURCE_FAILED);

        FiniteChannel second = node.channels.begin(ChannelName.of("second"));
        source.onRequest = new IllegalStateException("secret");
        assertThat(result(second.feed(source))).isEqualTo(SOURCE_FAILED);

        FiniteChannel third = node.channels.begin(ChannelName.of("third"));
        Flow.Publisher<Object> early = subscriber -> subscriber.onNext("before onSubscribe");
        assertThat(result(third.feed(early))).isEqualTo(SOURCE_FAILED);
    }

    @Test
    void theApplicationsOwnWordsCountIfTheyComeFirst() {
        CompletionStage<Outcome> outcome = answer.feed(source);
        answer.fail("The model is overloaded.");
        source.to().onError(new IllegalStateException());
        assertThat(result(outcome)).isEqualTo(Outcome.failed("The model is overloaded."));
    }

    // Iterators.

    @Test
    void anIteratorsItemsAreTheEventsAndItIsClosed() {
        Closeable items = new Closeable(List.of("one", "two").iterator());
        FakeSink sink = new FakeSink();
        answer.subscribe(sink);
        assertThat(result(answer.feed(items))).isEqualTo(Outcome.ended());
        await().until(sink::isClosed);
        assertThat(sink.data()).startsWith("one", "two").hasSize(3);
        assertThat(items.closed).isTrue();
        assertThat(items.thread).isNotSameAs(Thread.currentThread());
        assertThat(node.threads).doesNotContain(items.thread);
    }

    @Test
    void anIteratorThatThrowsFailsTheChannel() {
        Closeable items = new Closeable(new Iterator<>() {
            private int calls;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Object next() {
                if (calls++ == 3) {
                    throw new NoSuchElementException("secret");
                }
                return calls;
            }
        });
        assertThat(result(answer.feed(items))).isEqualTo(SOURCE_FAILED);
        assertThat(answer.counts().published()).isEqualTo(4);
        assertThat(items.closed).isTrue();
    }

    @Test
    void anIteratorsNullFailsTheChannel() {
        assertThat(result(answer.feed(Collections.singletonList(nothing()).iterator())))
                .isEqualTo(SOURCE_FAILED);
    }

    @Test
    void anIteratorWithoutAnEndIsLeftWhenTheChannelEnds() {
        Closeable items = new Closeable(Stream.iterate(0, i -> i + 1).iterator());
        CompletionStage<Outcome> outcome = answer.feed(items);
        await().until(() -> answer.counts().published() > 100);
        answer.end();
        assertThat(result(outcome)).isEqualTo(Outcome.ended());
        await().until(() -> items.closed);
    }

    @Test
    void anIteratorThatWaitsKeepsNothingElseFromGoingOn() throws Exception {
        CountDownLatch comes = new CountDownLatch(1);
        Iterator<Object> waiting = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Object next() {
                try {
                    comes.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return "late";
            }
        };
        answer.feed(waiting);
        FiniteChannel other = node.channels.begin(ChannelName.of("other"));
        FakeSink sink = new FakeSink();
        other.subscribe(sink);
        assertThat(result(other.feed(List.of("one").iterator()))).isEqualTo(Outcome.ended());
        await().until(sink::isClosed);
        answer.end();
        comes.countDown();
        assertThat(answer.counts().published()).isEqualTo(1);
    }

    private static Outcome result(CompletionStage<Outcome> stage) {
        AtomicReference<Outcome> result = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        stage.whenComplete((outcome, failure) -> {
            result.set(outcome);
            done.countDown();
        });
        try {
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return result.get();
    }

    private static Arguments broken(String rule, Consumer<HandPublisher> fault) {
        return Arguments.of(rule, fault);
    }

    private static void ignoringNull(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(NullPointerException.class); // as the rules want it
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    private static final class Closeable implements Iterator<Object>, AutoCloseable {

        private final Iterator<?> items;
        volatile boolean closed;
        volatile @Nullable Thread thread;

        Closeable(Iterator<?> items) {
            this.items = items;
        }

        @Override
        public boolean hasNext() {
            thread = Thread.currentThread();
            return items.hasNext();
        }

        @Override
        public Object next() {
            return items.next();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
