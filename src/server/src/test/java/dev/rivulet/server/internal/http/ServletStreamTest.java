/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What {@link ServletStream} makes of runtimes and containers that do not keep to their contracts. */
class ServletStreamTest {

    private static final byte[] EVENT = "data: one\n\n".getBytes(UTF_8);

    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private WriteListener listener;
    private boolean ready = true;
    private boolean recycled;
    private boolean sinkFails;

    @Test
    void sinkThatCanBeClosedEndsTheResponse() throws IOException {
        stream().close();
        work();

        assertThat(done).containsExactly("sink closed");
    }

    @Test
    void responseIsCompletedWhereTheSinkCannotBeClosed() throws IOException {
        sinkFails = true;
        stream().close();
        work();

        assertThat(done).containsExactly("completed");
    }

    @Test
    void whatIsWrittenIsFlushedAtOnce() throws IOException {
        ServletStream stream = stream();
        stream.write(EVENT, 0, EVENT.length);

        assertThat(done).containsExactly("written", "flushed");
        assertThat(stream.isReady()).isTrue();
    }

    @Test
    void whatTheContainerKeepsBackIsFlushedWhenItTakesThatAndOnce() throws IOException {
        ServletStream stream = stream();
        ready = false;
        stream.write(EVENT, 0, EVENT.length);
        stream.flush();
        assertThat(done).containsExactly("written");
        ready = true;
        stream.flush();
        stream.flush();

        assertThat(done).containsExactly("written", "flushed");
    }

    @Test
    void responseThatTheContainerHasTakenBackIsAClientThatHasGone() throws IOException {
        ServletStream stream = stream();
        recycled = true;

        assertThatIOException().isThrownBy(stream::isReady);
        assertThatIOException().isThrownBy(() -> stream.write(EVENT, 0, EVENT.length));
    }

    @Test
    void ownerIsForgottenWhenTheStreamIsClosedSinceContainersKeepTheirListeners() throws IOException {
        ServletStream stream = stream();
        listener.onWritePossible();
        stream.close();
        listener.onWritePossible();
        listener.onError(new IOException("The client has gone"));

        assertThat(done).containsExactly("ready");
    }

    private ServletStream stream() throws IOException {
        ServletResponse response = fake(ServletResponse.class, (proxy, method, arguments) -> new Output());
        AsyncContext context = fake(AsyncContext.class, (proxy, method, arguments) -> {
            if (method.getName().equals("complete")) {
                done.add("completed");
            }
            return method.getName().equals("getResponse") ? response : null;
        });
        ServletStream stream = new ServletStream(context, BypassedSink.closing(this::closeSink), workers::add);
        stream.start(new Owner());
        return stream;
    }

    private void work() {
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void closeSink() {
        if (sinkFails) {
            throw new IllegalStateException("The listener is set already");
        }
        done.add("sink closed");
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
        public void gone(Throwable cause) {
            done.add("gone: " + cause.getClass().getName());
        }
    }

    private final class Output extends ServletOutputStream {
        @Override
        public boolean isReady() {
            requireOurs();
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener set) {
            listener = set;
        }

        @Override
        public void write(int b) {
            throw new AssertionError("One write for each event");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            requireOurs();
            done.add("written");
        }

        @Override
        public void flush() {
            requireOurs();
            done.add("flushed");
        }

        private void requireOurs() {
            if (recycled) {
                throw new IllegalStateException("The response belongs to somebody else by now");
            }
        }
    }
}
