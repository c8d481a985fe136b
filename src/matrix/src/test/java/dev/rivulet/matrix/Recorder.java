/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.client.ErrorEvent;
import dev.rivulet.client.EventSource;
import dev.rivulet.client.EventSourceBuilder;
import dev.rivulet.client.MessageEvent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what a source tells its listeners, in order. */
final class Recorder {

    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<Object> entries = new LinkedBlockingQueue<>();

    /** Opens the source with this as its listener, also of the messages of that name. */
    EventSource open(EventSourceBuilder builder, String name) {
        return builder.onOpen(event -> entries.add("open"))
                .onMessage(this::message)
                .addEventListener(name, this::message)
                .onError(entries::add)
                .open();
    }

    EventSource open(EventSourceBuilder builder) {
        return open(builder, "named");
    }

    private void message(MessageEvent event) {
        entries.add(event.type() + "|" + event.data() + "|" + event.lastEventId());
    }

    void add(Object entry) {
        entries.add(entry);
    }

    Object next() throws InterruptedException {
        Object entry = entries.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(entry).as("an event within %d s", PATIENCE_SECONDS).isNotNull();
        return entry;
    }

    ErrorEvent nextError() throws InterruptedException {
        Object entry = next();
        assertThat(entry).isInstanceOf(ErrorEvent.class);
        return (ErrorEvent) entry;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}
