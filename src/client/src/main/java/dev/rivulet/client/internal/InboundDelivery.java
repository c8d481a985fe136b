/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Delivers a connection's messages as JAX-RS events. Attempts that will be repeated are nobody's error. */
public final class InboundDelivery implements Delivery {

    private final Connection connection;
    private final InboundConsumers consumers;
    private final Comments comments;
    private final EntityReader reader;
    private boolean erred;

    InboundDelivery(Connection connection, InboundConsumers consumers, Comments comments, EntityReader reader) {
        this.connection = connection;
        this.consumers = consumers;
        this.comments = comments;
        this.reader = reader;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void opened(SourceOpened event) {
        comments.take();
    }

    @Override
    public void message(EventParser event, String origin) {
        long retry = event.retryOfEvent();
        consumers.event(
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
    public void failed(SourceError event) {
        if (event.isFinal()) {
            JaxRsResponses.failure(event).ifPresent(cause -> {
                erred = true;
                if (!consumers.hearErrors()) {
                    UnheardErrors.tell(connection.url(), event);
                }
                consumers.error(cause, connection::isClosed);
            });
        }
    }

    @Override
    public void ended(Optional<Throwable> cause) {
        if (!erred) {
            consumers.complete();
        }
    }

    /** The comments of an event's block, which JAX-RS has as a part of the event. */
    public static final class Comments implements CommentListener {

        /** Servers that send nothing but comments, and no empty line, would fill the memory otherwise. */
        private static final int MOST_CHARACTERS = 64 << 10;

        private @Nullable StringJoiner lines;

        /** None yet. */
        public Comments() {}

        @Override
        public void comment(String comment) {
            StringJoiner joined = lines == null || lines.length() > MOST_CHARACTERS ? new StringJoiner("\n") : lines;
            lines = joined.add(comment.startsWith(" ") ? comment.substring(1) : comment);
        }

        @Override
        public void blockDropped() {
            lines = null;
        }

        /** All of the block so far, from now on none. */
        public @Nullable String take() {
            StringJoiner taken = lines;
            lines = null;
            return taken == null ? null : taken.toString();
        }
    }
}
