/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelEndedException;
import dev.rivulet.server.FiniteChannel;
import dev.rivulet.server.Outcome;
import dev.rivulet.server.internal.engine.EngineChannel;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what a publisher has, and asks it for more as readers get on. The publisher's code is called on its own threads, on that
 * which feeds, and on those that ask, and never on a delivery loop. Thread-safe, also where the publisher is not as it should be.
 *
 * @see <a href="https://github.com/reactive-streams/reactive-streams-jvm/tree/v1.0.4#specification">Reactive Streams, section 2,
 *     Subscriber</a>
 */
final class PublisherFeed implements Flow.Subscriber<Object> {

    private static final System.Logger LOG = System.getLogger(PublisherFeed.class.getName());

    /** What readers are told; the log knows more. */
    private static final String SOURCE_FAILED = "The source of this channel has failed.";

    private static final String ABANDONED = "Nobody was reading any more.";
    private static final String STOPPING = "The application is stopping.";

    private final FiniteChannel channel;
    private final EngineChannel log;
    private final int window;
    private final Executor asking;
    private final Consumer<PublisherFeed> whenOver;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private final AtomicLong outstanding = new AtomicLong(); // what has been asked for and not come
    private final AtomicInteger questions = new AtomicInteger(); // how often to ask again, while one is being answered
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean completed = new AtomicBoolean(); // by the publisher's own word
    private final AtomicBoolean toldOfLateSignal = new AtomicBoolean();
    private volatile boolean isWaiting; // for readers to get on

    PublisherFeed(
            FiniteChannel channel, EngineChannel log, int window, Executor asking, Consumer<PublisherFeed> whenOver) {
        this.channel = channel;
        this.log = log;
        this.window = window;
        this.asking = asking;
        this.whenOver = whenOver;
    }

    /** Completed when the channel has ended. */
    CompletionStage<Outcome> outcome() {
        return outcome.minimalCompletionStage();
    }

    void start(Flow.Publisher<?> publisher) {
        try {
            publisher.subscribe(this);
        } catch (RuntimeException | Error thrown) {
            fail("its subscribe threw, which only null allows it to", thrown);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (given == null) {
            fail("it called onSubscribe with null", null);
            throw new NullPointerException("subscription");
        }
        if (!subscription.compareAndSet(null, given)) {
            cancel(given);
            fail("it called onSubscribe twice", null);
        } else if (over.get()) {
            cancel(given);
        } else {
            ask();
        }
    }

    @Override
    public void onNext(Object item) {
        if (item == null) {
            fail("it called onNext with null", null);
            throw new NullPointerException("item");
        }
        if (completed.get()) {
            late("onNext");
        } else if (over.get()) {
            return; // it was on its way when the source was cancelled
        } else if (subscription.get() == null) {
            fail("it called onNext before onSubscribe", null);
        } else if (outstanding.get() <= 0) {
            fail("it called onNext more often than it was asked to", null);
        } else if (publish(item)) {
            long left = outstanding.decrementAndGet();
            if (left == window / 2 || left == 0) {
                ask();
            }
        }
    }

    @Override
    public void onError(Throwable error) {
        if (error == null) {
            fail("it called onError with null", null);
            throw new NullPointerException("error");
        }
        if (completed.getAndSet(true)) {
            late("onError");
        } else {
            fail("it called onError", error);
        }
    }

    @Override
    public void onComplete() {
        if (completed.getAndSet(true)) {
            late("onComplete");
        } else if (over.compareAndSet(false, true)) {
            channel.end();
            finish();
        }
    }

    /** Any thread. Stops if the channel has ended, by whatever. */
    void endWithChannel() {
        if (log.hasEnded() && over.compareAndSet(false, true)) {
            execute(this::cancel);
            finish();
        }
    }

    /** Any thread. Nobody reads the channel, and nobody will. */
    void abandon() {
        stop(ABANDONED);
    }

    /** Any thread. */
    void applicationStops() {
        stop(STOPPING);
    }

    /** On a delivery loop: readers have got on. */
    void readersMoved() {
        if (isWaiting || questions.get() > 0) { // else the answer that is under way might miss it
            isWaiting = false;
            execute(this::ask);
        }
    }

    /** On a delivery loop. */
    void tick() {
        if (log.hasEnded()) {
            execute(this::endWithChannel);
        } else {
            readersMoved();
        }
    }

    private void stop(String reason) {
        if (over.compareAndSet(false, true)) {
            execute(this::cancel);
            channel.fail(reason);
            finish();
        }
    }

    private boolean publish(Object item) {
        try {
            channel.publish(item);
            return true;
        } catch (ChannelEndedException ended) {
            endWithChannel();
        } catch (RuntimeException | Error failure) {
            fail("one of its items cannot be published", failure);
        }
        return false;
    }

    /** Asks for as many as there is room for. On no loop. */
    private void ask() {
        if (questions.getAndIncrement() > 0) {
            return;
        }
        if (channel.subscribers() == 0) {
            answer(log.published());
        } else {
            log.written().thenAccept(written -> execute(() -> answer(written)));
        }
    }

    /** How far all readers have come: what is behind that, and what is on its way, fills the window. */
    private void answer(long written) {
        long onTheWay = outstanding.get(); // first: what comes meanwhile counts twice
        long room = window - onTheWay - (log.published() - written);
        Flow.Subscription source = subscription.get();
        boolean enough = room > 0 && (room >= window / 4 || onTheWay == 0);
        isWaiting = !enough;
        if (enough && source != null && !over.get()) {
            outstanding.addAndGet(room);
        }
        boolean askAgain = questions.getAndSet(0) > 1;
        if (enough && source != null && !over.get()) {
            try {
                source.request(room);
            } catch (RuntimeException | Error thrown) {
                fail("its request threw", thrown);
            }
        }
        if (askAgain) {
            ask();
        }
    }

    private void fail(String what, @Nullable Throwable cause) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        LOG.log(
                Level.WARNING,
                "The source that fed channel " + channel.name() + " has failed, and so has the channel: " + what
                        + ". Its readers were told only that: to tell them more, have the application call fail first",
                cause);
        cancel();
        channel.fail(SOURCE_FAILED);
        finish();
    }

    /** Nothing may come after its own end. */
    private void late(String signal) {
        if (toldOfLateSignal.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "The source that fed channel {0} called {1} after its end, which the rules of Flow forbid: this was not"
                            + " published (said once)",
                    channel.name(),
                    signal);
        }
    }

    private void cancel() {
        Flow.Subscription source = subscription.get();
        if (source != null) {
            cancel(source);
        }
    }

    private void cancel(Flow.Subscription source) {
        try {
            source.cancel();
        } catch (RuntimeException | Error thrown) {
            LOG.log(Level.WARNING, "The source that fed channel " + channel.name() + " could not be cancelled", thrown);
        }
    }

    /** Is over. The channel has ended. */
    private void finish() {
        whenOver.accept(this);
        Outcome told = log.outcome().orElseGet(() -> Outcome.failed(STOPPING));
        execute(() -> outcome.complete(told));
    }

    /** The last things are done by the calling thread, where the others have stopped. */
    private void execute(Runnable task) {
        try {
            asking.execute(task);
        } catch (RejectedExecutionException stopped) {
            LOG.log(Level.DEBUG, "The threads have stopped, or have more to do than they can hold", stopped);
            if (over.get()) {
                task.run();
            }
        }
    }
}
