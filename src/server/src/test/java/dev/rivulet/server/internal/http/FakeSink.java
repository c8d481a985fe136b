/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client, which a test can break. */
final class FakeSink implements SseEventSink {

    private final List<OutboundSseEvent> sent = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    volatile @Nullable Throwable failure;

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
        Throwable broken = failure;
        if (broken != null) {
            return CompletableFuture.failedStage(broken);
        }
        sent.add(event);
        return CompletableFuture.completedStage(event);
    }

    List<String> data() {
        List<String> data = new ArrayList<>();
        for (OutboundSseEvent event : sent) {
            if (event.getData() instanceof String text) {
                data.add(text);
            }
        }
        return data;
    }

    List<String> names() {
        return sent.stream()
                .map(OutboundSseEvent::getName)
                .filter(Objects::nonNull)
                .toList();
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
