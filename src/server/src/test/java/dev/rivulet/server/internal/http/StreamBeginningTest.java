/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Streams whose write listener is called, late, twice or never. */
class StreamBeginningTest {

    private static final byte[] EVENT = "data: one\n\n".getBytes(UTF_8);
    private static final long PATIENCE = Beginnings.PATIENCE.toNanos();

    private final FakeServlets servlets = new FakeServlets();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final Beginnings beginnings = new Beginnings(now::get, Runnable::run);
    private @Nullable EventStream open;

    @Test
    void aSwallowedListenerIsWarnedOfAndItsStreamWrittenOnceByBlockingThreads() throws IOException {
        servlets.swallowsListener = true;
        try (LoggedLines log = new LoggedLines(StreamBeginning.class)) {
            begin();
            pass(PATIENCE - 1);
            assertThat(told).isEmpty();
            pass(1);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING The write listener of ")
                    .contains("FakeServlets$Output")
                    .contains("a filter's response wrapper swallows it")
                    .contains("delegate setWriteListener");
        }
        assertThat(told).containsExactly("opened BlockingServletStream", "ready");
        open.write(EVENT, 0, EVENT.length);

        assertThat(servlets.sentText()).isEqualTo("data: one\n\n");
        assertThat(told).containsExactly("opened BlockingServletStream", "ready", "ready");
        open.close();
        assertThat(told).hasSize(3);
    }

    @Test
    void aListenerThatIsCalledTooLateChangesNothing() throws IOException {
        begin();
        pass(PATIENCE);
        servlets.writeListener.onWritePossible();
        servlets.writeListener.onError(new IOException("late"));

        assertThat(told).containsExactly("opened BlockingServletStream", "ready");
    }

    @Test
    void aListenerThatIsCalledOpensTheStreamOnTheServletOutput() throws IOException {
        begin();
        servlets.writeListener.onWritePossible();
        pass(PATIENCE);

        assertThat(told).containsExactly("opened ServletStream", "ready");
        assertThat(beginnings.size()).isZero();
        open.write(EVENT, 0, EVENT.length);
        assertThat(servlets.sentText()).isEqualTo("data: one\n\n");
    }

    @Test
    void aClientThatGoesBeforeTheStreamOpensIsToldOfAndNothingOpens() throws IOException {
        begin();
        servlets.writeListener.onError(new IOException("reset"));
        servlets.writeListener.onWritePossible();
        pass(PATIENCE);

        assertThat(beginnings.size()).isZero();
        assertThat(told).startsWith("gone").doesNotContain("opened ServletStream", "opened BlockingServletStream");
    }

    private void begin() throws IOException {
        SseEventSink sink = BypassedSink.closing(() -> {});
        StreamBeginning.begin(
                new ServletStream(servlets.request.getAsyncContext(), sink, Runnable::run),
                new Owner(),
                () -> new BlockingServletStream(servlets.request.getAsyncContext(), sink, Runnable::run),
                beginnings);
        servlets.dispatchIsOver = true;
    }

    private void pass(long nanos) {
        now.addAndGet(nanos);
        beginnings.tick();
    }

    private final class Owner implements StreamOwner {
        @Override
        public void opened(EventStream stream) {
            open = stream;
            told.add("opened " + stream.getClass().getSimpleName());
        }

        @Override
        public void ready() {
            told.add("ready");
        }

        @Override
        public void gone(@Nullable Throwable cause) {
            told.add("gone");
        }
    }
}
