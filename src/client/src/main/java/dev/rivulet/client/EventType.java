/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.Objects;

/**
 * What a listener is registered for: the source's own {@link #OPEN} and {@link #ERROR}, the {@link #END} of channels, or the
 * messages of a name. A message that a server has named {@code open} or {@code error} is a message, and has nothing to do with
 * those two. Immutable, and equal by name and kind.
 *
 * @param <E> what listeners receive
 */
public final class EventType<E> {

    /** A connection has been established. */
    public static final EventType<OpenEvent> OPEN = new EventType<>("open", OpenEvent.class);

    /** An attempt or a connection has failed or ended. */
    public static final EventType<ErrorEvent> ERROR = new EventType<>("error", ErrorEvent.class);

    /** A channel has ended: a message named {@code rivulet:end} whose data is that of a Rivulet server. */
    public static final EventType<EndEvent> END = new EventType<>("rivulet:end", EndEvent.class);

    /** Messages without a name. */
    public static final EventType<MessageEvent> MESSAGE = message("message");

    private final String name;
    private final Class<E> event;

    private EventType(String name, Class<E> event) {
        this.name = Objects.requireNonNull(name);
        this.event = event;
    }

    /**
     * The messages of a name, the {@code event:} field.
     *
     * @param name the name, matched exactly; any, but one with CR, LF or NUL is never sent
     * @return the type
     */
    public static EventType<MessageEvent> message(String name) {
        return new EventType<>(name, MessageEvent.class);
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
    public boolean equals(Object other) {
        return other instanceof EventType<?> that && name.equals(that.name) && event == that.event;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, event);
    }

    @Override
    public String toString() {
        return name;
    }
}
