/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything that a source tells its listeners, in order, with the state at that moment. */
final class Recorder {

    private static final int PATIENCE_SECONDS = 20;
    private static final List<String> TYPES = List.of("message", "open", "error", "test", "end", "rivulet:end");

    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private volatile @Nullable EventSource source;

    record Entry(Object event, ReadyState state) {}

    /** Listens to everything that the builder's source will tell, and opens it. */
    static Recorder open(EventSourceBuilder builder) {
        Recorder recorder = new Recorder();
        builder.onOpen(recorder::add).onError(recorder::add).onEnd(recorder::add);
        TYPES.forEach(type -> builder.addEventListener(type, recorder::add));
        recorder.source = builder.open();
        return recorder;
    }

    EventSource source() {
        return java.util.Objects.requireNonNull(source);
    }

    OpenEvent opened() {
        return next(OpenEvent.class, ReadyState.OPEN);
    }

    MessageEvent message() {
        return next(MessageEvent.class, ReadyState.OPEN);
    }

    /** The data of the next message. */
    String data() {
        return message().data();
    }

    /** An end that is told as the server's message first, then as what it says. */
    EndEvent end() {
        assertThat(message().type()).isEqualTo("rivulet:end");
        return next(EndEvent.class, ReadyState.OPEN);
    }

    /** An error after which there is another attempt. */
    ErrorEvent interrupted() {
        ErrorEvent event = next(ErrorEvent.class, ReadyState.CONNECTING);
        assertThat(event.isFinal()).isFalse();
        return event;
    }

    /** The same, whether or not the source was open before. */
    ErrorEvent interruptedThoughOpened() {
        Entry first = entries.peek();
        if (first != null && first.event() instanceof OpenEvent) {
            opened();
        }
        return interrupted();
    }

    /** The last error. */
    ErrorEvent failed() {
        ErrorEvent event = next(ErrorEvent.class, ReadyState.CLOSED);
        assertThat(event.isFinal()).isTrue();
        return event;
    }

    /** For a moment at which nothing is under way that could still tell something. */
    void nothingElse() {
        assertThat(entries).isEmpty();
    }

    private void add(Object event) {
        while (source == null) { // the builder has not returned yet
            Thread.onSpinWait();
        }
        entries.add(new Entry(event, source().readyState()));
    }

    private <E> E next(Class<E> type, ReadyState state) {
        try {
            Entry entry = entries.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(entry).as("the next %s", type.getSimpleName()).isNotNull();
            assertThat(entry.event()).isInstanceOf(type);
            assertThat(entry.state()).isEqualTo(state);
            return type.cast(entry.event());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
