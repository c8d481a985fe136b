/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A sink whose sends complete when the test says so, and workers that run when it says so. */
class SinkStreamTest {

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final FakeSink sink = new FakeSink();
    private final Owner owner = new Owner();
    private final SinkStream stream = new SinkStream(sink, work::add);

    @Test
    void isReadyFromTheStart() {
        stream.start(owner);
        assertThat(owner.ready).isEqualTo(1);
        assertThat(stream.isReady()).isTrue();
    }

    @Test
    void sendsOnWorkersAndNeverOnTheCallersThread() throws IOException {
        stream.start(owner);
        write("data: 1\nid: e-1\n\n");
        assertThat(sink.sent).isEmpty();
        assertThat(stream.isReady()).isFalse();
        runWork();
        assertThat(sink.sent).hasSize(1);
    }

    @Test
    void hasOneSendInFlightAndIsReadyAfterTheLast() throws IOException {
        stream.start(owner);
        write("data: 1\nid: e-1\n\ndata: 2\nid: e-2\n\n");
        runWork();
        assertThat(sink.sent).hasSize(1);
        sink.complete();
        runWork();
        assertThat(sink.sent).hasSize(2);
        assertThat(owner.ready).isEqualTo(1);
        sink.complete();
        runWork();
        assertThat(owner.ready).isEqualTo(2);
        assertThat(stream.isReady()).isTrue();
    }

    @Test
    void goesOnAtOnceWhereTheStageIsCompleteAtOnce() throws IOException {
        stream.start(owner);
        sink.completeAtOnce = true;
        write("data: 1\nid: e-1\n\ndata: 2\nid: e-2\n\n");
        runWork();
        assertThat(sink.sent).hasSize(2);
        assertThat(owner.ready).isEqualTo(2);
    }

    @Test
    void aFailedStageMeansGone() throws IOException {
        stream.start(owner);
        write("data: 1\nid: e-1\n\ndata: 2\nid: e-2\n\n");
        runWork();
        sink.fail(new IOException("gone"));
        runWork();
        assertThat(owner.gone).hasSize(1);
        assertThat(sink.sent).hasSize(1);
    }

    @Test
    void anExceptionOfSendMeansGone() throws IOException {
        stream.start(owner);
        sink.refuse = true;
        write("data: 1\nid: e-1\n\n");
        runWork();
        assertThat(owner.gone).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void aClosedSinkMeansGone() throws IOException {
        stream.start(owner);
        sink.close();
        write("data: 1\nid: e-1\n\n");
        runWork();
        assertThat(owner.gone).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void aStuckClientsSinkIsClosedAlthoughItsSendMayNeverComplete() throws IOException {
        stream.start(owner);
        write("data: 1\nid: e-1\n\n");
        runWork();
        stream.abort();
        runWork();
        assertThat(sink.closed).isTrue();
    }

    @Test
    void closesTheSinkOnAWorkerAndAfterTheSendInFlight() throws IOException {
        stream.start(owner);
        write("data: 1\nid: e-1\n\n");
        runWork();
        stream.close();
        runWork();
        assertThat(sink.closed).isFalse();
        sink.complete();
        runWork();
        assertThat(sink.closed).isTrue();
    }

    @Test
    void closesTheSinkAfterAFailedSendToo() throws IOException {
        stream.start(owner);
        write("data: 1\nid: e-1\n\n");
        runWork();
        sink.fail(new IOException("gone"));
        runWork();
        stream.close();
        runWork();
        assertThat(sink.closed).isTrue();
    }

    private void write(String wire) throws IOException {
        byte[] bytes = wire.getBytes(UTF_8);
        stream.write(bytes, 0, bytes.length);
    }

    private void runWork() {
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
    }

    private static final class Owner implements StreamOwner {
        int ready;
        final List<@Nullable Throwable> gone = new ArrayList<>();

        @Override
        public void opened(EventStream stream) {}

        @Override
        public void ready() {
            ready++;
        }

        @Override
        public void gone(@Nullable Throwable cause) {
            gone.add(cause);
        }
    }

    private static final class FakeSink implements SseEventSink {
        final List<OutboundSseEvent> sent = new ArrayList<>();
        boolean completeAtOnce;
        boolean refuse;
        boolean closed;
        private CompletableFuture<Object> inFlight = new CompletableFuture<>();

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            if (refuse) {
                throw new IllegalStateException("closed");
            }
            sent.add(event);
            inFlight = new CompletableFuture<>();
            if (completeAtOnce) {
                inFlight.complete(event);
            }
            return inFlight;
        }

        void complete() {
            inFlight.complete("done");
        }

        void fail(Throwable cause) {
            inFlight.completeExceptionally(cause);
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
