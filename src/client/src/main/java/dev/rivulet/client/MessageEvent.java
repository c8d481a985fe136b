/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.lang.reflect.Type;

/**
 * An event that the server has sent. Immutable. Sources implement this, and may come to tell more by it; applications do not.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/comms.html#messageevent">WHATWG HTML, MessageEvent</a>
 */
public interface MessageEvent {

    /**
     * The {@code event:} field.
     *
     * @return the name, or {@code message} where the event had none
     */
    String type();

    /**
     * The {@code data:} fields, with a line feed between two of them.
     *
     * @return the data, which may be empty
     */
    String data();

    /**
     * The data as a value, read by the source's {@link DataReader}: JSON-B unless the builder was given another. Any thread may
     * call this, also when the source is closed.
     *
     * @param type the value's class; {@code String} gives the data as it is
     * @param <T> the value's type
     * @return what the reader makes of the data
     * @throws IllegalStateException if there is no reader
     * @throws NullPointerException if the data says {@code null}, which has no type
     * @throws RuntimeException what the reader throws at data that is not of that type
     */
    default <T> T data(Class<T> type) {
        return data((Type) type);
    }

    /**
     * The data as a value of a generic type.
     *
     * @param type the value's type
     * @param <T> the same type, by the caller's word
     * @return what the reader makes of the data
     * @throws IllegalStateException if there is no reader
     * @throws NullPointerException if the data says {@code null}, which has no type
     * @throws RuntimeException what the reader throws at data that is not of that type
     * @see #data(Class)
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // a Type carries no type parameter
    <T> T data(Type type);

    /**
     * The source's last event id when this event arrived, by this event's {@code id:} field or an earlier one.
     *
     * @return the id, or empty where there was none
     */
    String lastEventId();

    /**
     * Where the event comes from, after redirects.
     *
     * @return scheme, host and port, as in {@code https://example.org}
     */
    String origin();
}
