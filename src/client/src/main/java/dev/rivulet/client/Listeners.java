/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A source's listeners, by type. Safe for any thread. */
final class Listeners {

    private final ListenerList<OpenEvent> open = new ListenerList<>(EventType.OPEN.name());
    private final ListenerList<ErrorEvent> error = new ListenerList<>(EventType.ERROR.name());
    private final Map<String, ListenerList<MessageEvent>> messages = new ConcurrentHashMap<>();

    ListenerList<OpenEvent> open() {
        return open;
    }

    ListenerList<ErrorEvent> error() {
        return error;
    }

    /** Those to messages of that name, where there ever were any. */
    @Nullable
    ListenerList<MessageEvent> messages(String name) {
        return messages.get(name);
    }

    @SuppressWarnings("unchecked") // a list is found under the type that it was made for
    <E> ListenerList<E> of(EventType<E> type) {
        if (type == EventType.OPEN) {
            return (ListenerList<E>) open;
        }
        if (type == EventType.ERROR) {
            return (ListenerList<E>) error;
        }
        return (ListenerList<E>) messages.computeIfAbsent(type.name(), ListenerList::new);
    }
}
