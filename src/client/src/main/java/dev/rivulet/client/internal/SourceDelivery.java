/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.DataReader;
import dev.rivulet.client.EventType;
import dev.rivulet.client.MessageEvent;
import java.util.Optional;

/**
 * Delivers an {@link dev.rivulet.client.EventSource}'s events to its listeners and subscribers. Nothing is decoded that nobody
 * wants.
 */
public final class SourceDelivery implements Delivery {

    private final Connection connection;
    private final ListenerRegistry listeners;
    private final MessagePublisher publisher;
    private final DataReader reader;
    private final Prelude prelude;
    private boolean streaming; // serial executor only, as is the next
    private boolean endWasLast;

    /** With listeners that are there already, or that will be there in a moment. */
    public SourceDelivery(Connection connection, ListenerRegistry listeners, DataReader reader, boolean complete) {
        this.connection = connection;
        this.listeners = listeners;
        this.publisher = new MessagePublisher(connection.serial(), connection::proceed);
        this.reader = reader;
        this.prelude = complete ? Prelude.none() : Prelude.begin(connection, this::preludeIsOver);
    }

    /** The messages as a reactive stream. */
    public MessagePublisher publisher() {
        return publisher;
    }

    /** Any thread: a listener has been added. */
    public void listenerAdded() {
        if (!prelude.isOver()) {
            connection.serial().execute(this::deliverKept);
            connection.proceed();
        }
    }

    @Override
    public boolean isReady() {
        boolean early = !prelude.isOver() && !listeners.hasAnyToMessages() && !publisher.hasSubscribers();
        return !early && publisher.isReady();
    }

    @Override
    public void opened(SourceOpened event) {
        streaming = true;
        deliver(EventType.OPEN, event, 0);
    }

    @Override
    public void message(EventParser event, String origin) {
        String type = event.type();
        Optional<ChannelEnd> end =
                type.equals(EventType.END.name()) ? ChannelEnd.of(event.data(), event.lastEventId()) : Optional.empty();
        endWasLast = end.isPresent();
        deliver(type, event, origin);
        end.ifPresent(told -> deliver(EventType.END, told, event.data().length()));
    }

    private void deliver(String type, EventParser event, String origin) {
        ListenerList<MessageEvent> interested = listeners.messages(type);
        boolean unheard = interested == null || interested.isEmpty();
        if (unheard && !publisher.hasSubscribers() && prelude.isOver()) {
            return;
        }
        MessageEvent message = new ReceivedMessage(type, event.data(), event.lastEventId(), origin, reader);
        if (!prelude.isOver()) {
            deliver(EventType.message(type), message, message.data().length());
        } else if (interested != null) {
            interested.dispatch(message, connection::isClosed);
        }
        publisher.publish(message, connection::isClosed);
    }

    @Override
    public void failed(SourceError event) {
        boolean expected = endWasLast && isEnd(event);
        streaming = false;
        if (expected) {
            return;
        }
        boolean heard = !listeners.of(EventType.ERROR).isEmpty() || publisher.hasSubscribers();
        deliver(EventType.ERROR, event, 0);
        if (!heard && prelude.isOver()) {
            tellUnheard(event);
        }
    }

    /**
     * Whether the server has closed the stream, or said 204: both follow when all channels have ended. One channel's end does not
     * prove that all have, since streams close for other reasons too, so the source asks again all the same.
     */
    private boolean isEnd(SourceError event) {
        return event.isRegularEnd() || (streaming && event.cause().isEmpty());
    }

    @Override
    public void ended(Optional<Throwable> cause) {
        publisher.end(cause);
    }

    private <E> void deliver(EventType<E> type, E event, int size) {
        deliverKept();
        if (prelude.isOver() || !listeners.of(type).isEmpty()) {
            listeners.of(type).dispatch(event, connection::isClosed);
        } else {
            prelude.keep(type, event, size);
        }
    }

    private void deliverKept() {
        prelude.release(type -> !listeners.of(type).isEmpty(), this::dispatch);
    }

    private <E> void dispatch(Prelude.Kept<E> kept) {
        listeners.of(kept.type()).dispatch(kept.event(), connection::isClosed);
    }

    private void preludeIsOver() {
        prelude.release(type -> true, kept -> {
            if (kept.event() instanceof SourceError error) {
                tellUnheard(error);
            }
        });
        connection.proceed();
    }

    private void tellUnheard(SourceError event) {
        if (event.isFinal() && !event.isRegularEnd() && !connection.isClosed()) {
            UnheardErrors.tell(connection.url(), event);
        }
    }
}
