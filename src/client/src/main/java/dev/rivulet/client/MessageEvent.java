/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.lang.reflect.Type;
import java.util.Objects;

/**
 * An event that the server has sent. Immutable.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/comms.html#messageevent">WHATWG HTML, MessageEvent</a>
 */
public final class MessageEvent {

    private final String type;
    private final String data;
    private final String lastEventId;
    private final String origin;
    private final DataReader reader;

    MessageEvent(String type, String data, String lastEventId, String origin, DataReader reader) {
        this.type = type;
        this.data = data;
        this.lastEventId = lastEventId;
        this.origin = origin;
        this.reader = reader;
    }

    /**
     * The {@code event:} field.
     *
     * @return the name, or {@code message} where the event had none
     */
    public String type() {
        return type;
    }

    /**
     * The {@code data:} fields, with a line feed between two of them.
     *
     * @return the data, which may be empty
     */
    public String data() {
        return data;
    }

    /**
     * The data as a value, read by the source's {@link DataReader}: JSON-B unless the builder was given another.
     *
     * @param type the value's class; {@code String} gives the data as it is
     * @param <T> the value's type
     * @return what the reader makes of the data
     * @throws IllegalStateException if there is no reader
     * @throws RuntimeException what the reader throws at data that is not of that type
     */
    public <T> T data(Class<T> type) {
        return data((Type) type);
    }

    /**
     * The data as a value of a generic type.
     *
     * @param type the value's type
     * @param <T> the same type, by the caller's word
     * @return what the reader makes of the data
     * @throws IllegalStateException if there is no reader
     * @throws RuntimeException what the reader throws at data that is not of that type
     * @see #data(Class)
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a Type carries no type parameter
    public <T> T data(Type type) {
        Object value = type == String.class ? data : reader.read(data, type);
        return (T) Objects.requireNonNull(value, "the data is null, which has no type");
    }

    /**
     * The source's last event id when this event arrived, by this event's {@code id:} field or an earlier one.
     *
     * @return the id, or empty where there was none
     */
    public String lastEventId() {
        return lastEventId;
    }

    /**
     * Where the event comes from, after redirects.
     *
     * @return scheme, host and port, as in {@code https://example.org}
     */
    public String origin() {
        return origin;
    }

    @Override
    public String toString() {
        return "MessageEvent[type=" + type + ", lastEventId=" + lastEventId + ", data=" + data + "]";
    }
}
