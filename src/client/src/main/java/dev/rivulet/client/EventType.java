/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

/**
 * What a listener is registered for: the source's own {@link #OPEN} and {@link #ERROR}, or the messages of a name. A message
 * that a server has named {@code open} or {@code error} is a message, and has nothing to do with those two.
 *
 * @param <E> what listeners receive
 */
@SuppressWarnings("UnusedTypeParameter") // it is what a listener to the type is checked against
public final class EventType<E> {

    /** A connection has been established. */
    public static final EventType<OpenEvent> OPEN = new EventType<>("open");

    /** An attempt or a connection has failed or ended. */
    public static final EventType<ErrorEvent> ERROR = new EventType<>("error");

    /** Messages without a name. */
    public static final EventType<MessageEvent> MESSAGE = message("message");

    private final String name;

    private EventType(String name) {
        this.name = name;
    }

    /**
     * The messages of a name, the {@code event:} field.
     *
     * @param name the name, matched exactly
     * @return the type
     */
    public static EventType<MessageEvent> message(String name) {
        return new EventType<>(name);
    }

    /**
     * The event's name.
     *
     * @return as {@code event:} has it, or {@code open} or {@code error}
     */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
