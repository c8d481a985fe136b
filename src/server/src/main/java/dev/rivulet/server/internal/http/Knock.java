/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ServerSentEvent;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A comment that finds out whose a sink is: a runtime writes an event in the scope of the sink's own request, whatever thread
 * it does so on.
 */
final class Knock implements OutboundSseEvent {

    private final OutboundSseEvent comment =
            ServerSentEvent.builder().comment("").build();
    private final Supplier<Optional<StreamRequest>> inScope;
    private final CompletableFuture<StreamRequest> answer = new CompletableFuture<>();

    /**
     * A comment to be sent.
     *
     * @param inScope tells the request in whose scope it is called
     */
    Knock(Supplier<Optional<StreamRequest>> inScope) {
        this.inScope = inScope;
    }

    /** Completed when the comment is written. */
    CompletableFuture<StreamRequest> answer() {
        return answer;
    }

    @Override
    public @Nullable String getComment() {
        if (!answer.isDone()) {
            inScope.get().ifPresent(answer::complete);
        }
        return comment.getComment();
    }

    @Override
    public @Nullable String getId() {
        return comment.getId();
    }

    @Override
    public @Nullable String getName() {
        return comment.getName();
    }

    @Override
    public long getReconnectDelay() {
        return comment.getReconnectDelay();
    }

    @Override
    public boolean isReconnectDelaySet() {
        return comment.isReconnectDelaySet();
    }

    @Override
    public @Nullable Class<?> getType() {
        return comment.getType();
    }

    @Override
    public @Nullable Type getGenericType() {
        return comment.getGenericType();
    }

    @Override
    public @Nullable MediaType getMediaType() {
        return comment.getMediaType();
    }

    @Override
    public @Nullable Object getData() {
        return comment.getData();
    }
}
