/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.client.internal.Handover;
import dev.rivulet.client.internal.SerialExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A task that cannot be handed over ends the source with a last error; it never hangs. */
class RefusingExecutorTest extends ScriptedTest {

    @ParameterizedTest
    @EnumSource
    void executorThatThrowsOnceEndsTheSourceWithThat(Sneaky sneaky) {
        ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
        closing(threads::shutdownNow);
        AtomicBoolean failing = new AtomicBoolean();
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.executor(task -> {
                    if (failing.getAndSet(false)) {
                        sneaky.raise();
                    }
                    threads.execute(task);
                }));
        try (Stream<MessageEvent> stream = recorder.source().stream()) {
            ScriptedExchange exchange = accept(recorder);
            await().until(() -> threads.getActiveCount() == 0); // else the task that runs takes the bytes along
            failing.set(true);
            exchange.write("data:a\n\n");
            recorder.message(); // what was under way already
            assertThat(recorder.failed().cause()).get().isInstanceOf(sneaky.type());
            exchange.awaitClientGone();
            assertThat(stream.iterator().next().data()).isEqualTo("a");
        }
    }

    @ParameterizedTest
    @EnumSource
    void executorThatNeverWorksEndsTheSourceWithThat(Sneaky sneaky) {
        Recorder recorder = open(Way.JDK, builder -> builder.executor(task -> sneaky.raise()));
        ErrorEvent last = recorder.failed();
        assertThat(last.cause()).get().isInstanceOf(sneaky.type());
    }

    @ParameterizedTest
    @EnumSource
    void schedulerThatThrowsEndsTheSourceWithThat(Sneaky sneaky) {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                return sneaky.raise();
            }
        };
        closing(scheduler::shutdownNow);
        Recorder recorder = open(Way.JDK, builder -> builder.scheduler(scheduler));
        accept(recorder).end();
        recorder.interrupted();
        assertThat(recorder.failed().cause()).get().isInstanceOf(sneaky.type());
    }

    @ParameterizedTest
    @EnumSource
    void schedulerThatCannotCancelHarmsNothing(Sneaky sneaky) {
        AtomicBoolean scheduled = new AtomicBoolean();
        AtomicBoolean asked = new AtomicBoolean();
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                scheduled.set(true);
                return new Uncancellable(sneaky, asked);
            }
        };
        closing(scheduler::shutdownNow);
        Recorder recorder = open(Way.JDK, builder -> builder.scheduler(scheduler));
        try (Stream<MessageEvent> stream = recorder.source().stream()) {
            accept(recorder).end();
            recorder.interrupted();
            await().untilTrue(scheduled);
            recorder.source().close();
            assertThat(stream.iterator().hasNext()).isFalse();
        }
        assertThat(asked).isTrue();
    }

    /** As a pool does that finds no memory for a thread after it has queued the task. */
    @Test
    void taskThatWasTakenAndRefusedRunsOnce() {
        List<Runnable> taken = new ArrayList<>();
        AtomicInteger runs = new AtomicInteger();
        Executor both = task -> {
            taken.add(task);
            throw new OutOfMemoryError("by the test");
        };
        assertThat(Handover.give(both, runs::incrementAndGet)).isPresent();
        taken.get(0).run();
        assertThat(runs).hasValue(0);

        Executor ran = task -> {
            task.run();
            throw new OutOfMemoryError("by the test");
        };
        assertThat(Handover.give(ran, runs::incrementAndGet)).isEmpty();
        assertThat(runs).hasValue(1);
    }

    @Test
    void tasksRunInOrderAndOnceThoughPoolsRunOutOfThreads() throws Exception {
        AtomicBoolean memory = new AtomicBoolean(true);
        ThreadPoolExecutor own = poolWithThreadsWhile(memory);
        ThreadPoolExecutor shared = poolWithThreadsWhile(memory);
        SerialExecutor serial = new SerialExecutor(own, shared);
        List<String> ran = new CopyOnWriteArrayList<>();
        serial.whenRejected(cause -> ran.add("rejected"), cause -> ran.add("fault"));
        serial.execute(() -> ran.add("a"));
        await().until(() -> ran.size() == 1 && own.getActiveCount() == 0);
        await().until(() -> own.getPoolSize() == 0); // it has let go of its idle thread
        memory.set(false);
        serial.execute(() -> ran.add("b by " + Thread.currentThread().getName()));
        assertThat(ran).containsExactly("a", "b by " + Thread.currentThread().getName(), "rejected");
        memory.set(true);
        serial.execute(() -> ran.add("c"));
        await().until(() -> ran.size() == 4);
        assertThat(ran).endsWith("c");
        own.execute(() -> ran.add("late"));
        await().until(() -> ran.contains("late"));
        assertThat(ran).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void taskThatThrowsStopsNoOther(Sneaky sneaky) {
        SerialExecutor serial = new SerialExecutor(Runnable::run);
        List<String> ran = new ArrayList<>();
        serial.whenRejected(cause -> {}, cause -> {
            ran.add(cause.getClass().getSimpleName());
            sneaky.raise();
        });
        serial.execute(sneaky::raise);
        serial.execute(() -> ran.add("next"));
        assertThat(ran).containsExactly(sneaky.type().getSimpleName(), "next");
    }

    private ThreadPoolExecutor poolWithThreadsWhile(AtomicBoolean memory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> new Thread(task) {
                    @Override
                    public synchronized void start() {
                        if (!memory.get()) {
                            throw new OutOfMemoryError("unable to create native thread");
                        }
                        setDaemon(true);
                        super.start();
                    }
                });
        pool.allowCoreThreadTimeOut(true);
        closing(pool::shutdownNow);
        return pool;
    }

    private record Uncancellable(Sneaky sneaky, AtomicBoolean asked) implements ScheduledFuture<Object> {
        @Override
        public boolean cancel(boolean interrupting) {
            asked.set(true);
            return sneaky.raise();
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public Object get() {
            return "never";
        }

        @Override
        public Object get(long timeout, TimeUnit unit) {
            return "never";
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
