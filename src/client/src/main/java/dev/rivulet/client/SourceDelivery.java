/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.Optional;

/** Delivers an {@link EventSource}'s events to its listeners and subscribers. Nothing is decoded that nobody wants. */
final class SourceDelivery implements Delivery {

    private final Connection connection;
    private final Listeners listeners;
    private final MessagePublisher publisher;
    private final DataReader reader;

    SourceDelivery(Connection connection, Listeners listeners, MessagePublisher publisher, DataReader reader) {
        this.connection = connection;
        this.listeners = listeners;
        this.publisher = publisher;
        this.reader = reader;
    }

    @Override
    public boolean ready() {
        return publisher.isReady();
    }

    @Override
    public void opened(OpenEvent event) {
        listeners.open().dispatch(event, connection::isClosed);
    }

    @Override
    public void message(EventParser event, String origin) {
        String type = event.type();
        ListenerList<MessageEvent> interested = listeners.messages(type);
        if ((interested == null || interested.isEmpty()) && !publisher.hasSubscribers()) {
            return;
        }
        MessageEvent message = new MessageEvent(type, event.data(), event.lastEventId(), origin, reader);
        if (interested != null) {
            interested.dispatch(message, connection::isClosed);
        }
        publisher.publish(message, connection::isClosed);
    }

    @Override
    public void failed(ErrorEvent event) {
        listeners.error().dispatch(event, connection::isClosed);
    }

    @Override
    public void ended(Optional<Throwable> cause) {
        publisher.end(cause);
    }
}
