/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom an output holds up that blocks, and when its response is ended. */
class BlockingServletStreamTest {

    private static final byte[] EVENT = "data: one\n\n".getBytes(UTF_8);
    private static final int RACES = 500;

    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private Output output = bytes -> done.add("written");
    private @Nullable AsyncListener listener;
    private boolean sinkIsClosed;

    @Test
    void aWorkerWritesAndTheStreamIsNotReadyBeforeItHas() throws IOException {
        BlockingServletStream stream = opened(workers::add);
        assertThat(done).containsExactly("opened", "ready");
        assertThat(stream.isReady()).isTrue();
        stream.write(EVENT, 0, EVENT.length);

        assertThat(done).containsExactly("opened", "ready");
        assertThat(stream.isReady()).isFalse();
        work();
        assertThat(done).containsExactly("opened", "ready", "written", "flushed", "ready");
        assertThat(stream.isReady()).isTrue();
    }

    @Test
    void whateverAWriteThrowsEndsTheStream() throws IOException {
        for (Throwable thrown :
                List.of(new IOException("reset"), new IllegalStateException(), new StackOverflowError())) {
            done.clear();
            output = bytes -> fail(thrown);
            EventStream stream = opened(workers::add);
            stream.write(EVENT, 0, EVENT.length);
            work();

            assertThat(done)
                    .containsExactly(
                            "opened",
                            "ready",
                            "gone: "
                                    + (thrown instanceof IllegalStateException
                                            ? IOException.class
                                            : thrown.getClass()));
        }
    }

    @Test
    void aResponseIsNotEndedWhileAWorkerWritesNotEvenAStuckClients() throws IOException {
        BlockingServletStream stream = opened(workers::add);
        output = bytes -> {
            stream.abort(); // the loop's, meanwhile
            done.add("still writing " + workers.size());
        };
        stream.write(EVENT, 0, EVENT.length);
        work();

        assertThat(done).endsWith("still writing 0", "flushed", "sink closed");
    }

    @Test
    void anIdleResponseIsEndedAtOnceAndOnce() throws IOException {
        BlockingServletStream stream = opened(workers::add);
        stream.close();
        stream.close();
        stream.abort();
        work();

        assertThat(done).containsExactly("opened", "ready", "sink closed");
        assertThatIOException().isThrownBy(() -> stream.write(EVENT, 0, EVENT.length));
    }

    @Test
    void threadsThatHaveStoppedMeanThatTheStreamHasToEnd() throws IOException {
        BlockingServletStream stream = opened(task -> {
            throw new RejectedExecutionException();
        });

        assertThatIOException().isThrownBy(() -> stream.write(EVENT, 0, EVENT.length));
        stream.close();
        assertThat(done).containsExactly("opened", "ready", "sink closed");
    }

    @Test
    void theOwnerLearnsWhenTheApplicationClosesTheSinkOrTheContainerTheResponse() throws IOException {
        opened(workers::add);
        listener.onComplete(new AsyncEvent(context()));
        sinkIsClosed = true;
        listener.onComplete(new AsyncEvent(context()));

        assertThat(done).containsExactly("opened", "ready", "gone: " + IOException.class, "gone: null");
    }

    @Test
    void theOwnerIsForgottenAtTheEndSinceContainersKeepTheirListeners() throws IOException {
        opened(workers::add).close();
        listener.onComplete(new AsyncEvent(context()));

        assertThat(done).containsExactly("opened", "ready");
    }

    @Test
    void aResponseIsEndedOnceAndNeverDuringAWriteWhateverThreadsDo() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        AtomicInteger writing = new AtomicInteger();
        Semaphore ended = new Semaphore(0);
        List<String> ends = new CopyOnWriteArrayList<>();
        output = bytes -> {
            writing.incrementAndGet();
            LockSupport.parkNanos(1);
            writing.decrementAndGet();
        };
        for (int race = 1; race <= RACES; race++) {
            SseEventSink sink = BypassedSink.closing(() -> {
                ends.add("with " + writing.get() + " writing");
                ended.release();
            });
            BlockingServletStream stream = new BlockingServletStream(context(), sink, threads).hearingTheEnd();
            for (int piece = 0; piece <= race % 3; piece++) {
                while (!stream.isReady()) {
                    Thread.onSpinWait();
                }
                stream.write(EVENT, 0, EVENT.length);
            }
            stream.close();
            assertThat(ended.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(ends).hasSize(RACES).containsOnly("with 0 writing");
    }

    private BlockingServletStream opened(Executor threads) throws IOException {
        BlockingServletStream stream = new BlockingServletStream(
                        context(), new BypassedSink(() -> sinkIsClosed, () -> done.add("sink closed")), threads)
                .hearingTheEnd();
        stream.open(new Owner());
        return stream;
    }

    private AsyncContext context() {
        ServletResponse response = Fakes.fake(ServletResponse.class, (proxy, method, arguments) -> new Stream());
        return Fakes.fake(AsyncContext.class, (proxy, method, arguments) -> {
            if (method.getName().equals("addListener")) {
                listener = (AsyncListener) arguments[0];
            }
            return method.getName().equals("getResponse") ? response : null;
        });
    }

    private void work() {
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
    }

    private static void fail(Throwable thrown) throws IOException {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        throw (IOException) thrown;
    }

    /** What happens to bytes. */
    private interface Output {
        void write(byte[] bytes) throws IOException;
    }

    private final class Owner implements StreamOwner {
        @Override
        public void opened(EventStream stream) {
            done.add("opened");
        }

        @Override
        public void ready() {
            done.add("ready");
        }

        @Override
        public void gone(@Nullable Throwable cause) {
            done.add("gone: " + (cause == null ? null : cause.getClass()));
        }
    }

    private final class Stream extends ServletOutputStream {
        @Override
        public boolean isReady() {
            throw new AssertionError("Only a response with a write listener may be asked");
        }

        @Override
        public void setWriteListener(WriteListener set) {
            throw new AssertionError("It would be for nothing");
        }

        @Override
        public void write(int b) {
            throw new AssertionError("One write for each event");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            output.write(bytes);
        }

        @Override
        public void flush() {
            done.add("flushed");
        }
    }
}
