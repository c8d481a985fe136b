/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import dev.rivulet.client.EventSource;
import dev.rivulet.client.EventSourceBuilder;
import dev.rivulet.client.MessageEvent;
import dev.rivulet.it.support.ReceivedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Rivulet source and what it has told. */
final class JavaRecording implements Recording {

    private final List<ReceivedEvent> entries = new CopyOnWriteArrayList<>();
    private final EventSource source;

    private JavaRecording(EventSource source) {
        this.source = source;
    }

    /** Opens a source that listens to messages of these names. */
    static JavaRecording start(EventSourceBuilder builder, List<String> names) {
        CompletableFuture<JavaRecording> recording = new CompletableFuture<>();
        builder.onOpen(event -> recording.join().own("open"))
                .onError(event -> recording.join().own("error"));
        names.forEach(
                name -> builder.addEventListener(name, event -> recording.join().message(event)));
        recording.complete(new JavaRecording(builder.open()));
        return recording.join();
    }

    EventSource source() {
        return source;
    }

    @Override
    public List<ReceivedEvent> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void close() {
        source.close();
    }

    private void own(String type) {
        entries.add(new ReceivedEvent(OWN, type + ' ' + source.readyState(), ""));
    }

    private void message(MessageEvent event) {
        entries.add(new ReceivedEvent(event.type(), event.data(), event.lastEventId()));
    }
}
