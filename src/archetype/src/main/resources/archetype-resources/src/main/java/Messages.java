package ${package};

import dev.rivulet.server.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Publishes messages on the channel {@code messages}. */
@ApplicationScoped
public class Messages {

    public record Message(String author, String text) {}

    @Inject
    @Channel("messages")
    Event<Message> messages;

    /** Subscribers receive the message when the transaction commits, and not if it rolls back. */
    @Transactional
    public void post(String author, String text) {
        messages.fire(new Message(author, text));
    }
}
