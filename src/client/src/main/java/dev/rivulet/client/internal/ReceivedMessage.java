/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.DataReader;
import dev.rivulet.client.MessageEvent;
import java.lang.reflect.Type;
import java.util.Objects;

/** An event as it came, and what reads its data. */
record ReceivedMessage(String type, String data, String lastEventId, String origin, DataReader reader)
        implements MessageEvent {

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a Type carries no type parameter
    public <T> T data(Type wanted) {
        Object value = wanted == String.class ? data : reader.read(data, wanted);
        return (T) Objects.requireNonNull(value, "the data is null, which has no type");
    }

    @Override
    public String toString() {
        return "MessageEvent[type=" + type + ", lastEventId=" + lastEventId + ", data=" + data + "]";
    }
}
