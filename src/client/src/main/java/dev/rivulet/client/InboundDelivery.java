/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Delivers a connection's messages as JAX-RS events. Attempts that will be repeated are nobody's error. */
final class InboundDelivery implements Delivery {

    private final Connection connection;
    private final InboundListeners listeners;
    private final Comments comments;
    private final EntityReader reader;
    private boolean erred;

    InboundDelivery(Connection connection, InboundListeners listeners, Comments comments, EntityReader reader) {
        this.connection = connection;
        this.listeners = listeners;
        this.comments = comments;
        this.reader = reader;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public void opened(OpenEvent event) {
        comments.take();
    }

    @Override
    public void message(EventParser event, String origin) {
        long retry = event.retryOfEvent();
        listeners.event(
                new InboundEvent(
                        event.hasType() ? event.type() : null,
                        event.hasId() ? event.lastEventId() : null,
                        comments.take(),
                        retry < 0 ? OptionalLong.empty() : OptionalLong.of(retry),
                        event.data(),
                        reader),
                connection::isClosed);
    }

    @Override
    public void failed(ErrorEvent event) {
        if (event.isFinal()) {
            JaxRsResponses.failure(event).ifPresent(cause -> {
                erred = true;
                listeners.error(cause, connection::isClosed);
            });
        }
    }

    @Override
    public void ended(Optional<Throwable> cause) {
        if (!erred) {
            listeners.complete();
        }
    }

    /** The comments of an event's block, which JAX-RS has as a part of the event. */
    static final class Comments implements CommentListener {

        /** Servers that send nothing but comments, and no empty line, would fill the memory otherwise. */
        private static final int MOST_CHARACTERS = 64 << 10;

        private @Nullable StringJoiner lines;

        @Override
        public void comment(String comment) {
            StringJoiner joined = lines == null || lines.length() > MOST_CHARACTERS ? new StringJoiner("\n") : lines;
            lines = joined.add(comment.startsWith(" ") ? comment.substring(1) : comment);
        }

        @Override
        public void blockDropped() {
            lines = null;
        }

        @Nullable
        String take() {
            StringJoiner taken = lines;
            lines = null;
            return taken == null ? null : taken.toString();
        }
    }
}
