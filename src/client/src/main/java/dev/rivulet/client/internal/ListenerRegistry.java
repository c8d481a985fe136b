/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.EndEvent;
import dev.rivulet.client.ErrorEvent;
import dev.rivulet.client.EventType;
import dev.rivulet.client.MessageEvent;
import dev.rivulet.client.OpenEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A source's listeners, by type. Safe for any thread. */
public final class ListenerRegistry {

    private final ListenerList<OpenEvent> open = new ListenerList<>(EventType.OPEN.name());
    private final ListenerList<ErrorEvent> error = new ListenerList<>(EventType.ERROR.name());
    private final ListenerList<EndEvent> end = new ListenerList<>(EventType.END.name());
    private final Map<String, ListenerList<MessageEvent>> messages = new ConcurrentHashMap<>();

    /** Those to messages of that name, where there ever were any. */
    @Nullable
    ListenerList<MessageEvent> messages(String name) {
        return messages.get(name);
    }

    /** Whether there is any to messages, or to what is told by one. */
    boolean hasAnyToMessages() {
        return !end.isEmpty() || messages.values().stream().anyMatch(list -> !list.isEmpty());
    }

    /** Those to the type. */
    @SuppressWarnings("unchecked") // a list is found under the type that it was made for
    public <E> ListenerList<E> of(EventType<E> type) {
        if (type.equals(EventType.OPEN)) {
            return (ListenerList<E>) open;
        }
        if (type.equals(EventType.ERROR)) {
            return (ListenerList<E>) error;
        }
        if (type.equals(EventType.END)) {
            return (ListenerList<E>) end;
        }
        return (ListenerList<E>) messages.computeIfAbsent(type.name(), ListenerList::new);
    }
}
