/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import jakarta.ws.rs.sse.InboundSseEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What is registered with a JAX-RS event source. One that throws is reported and harms no other. Safe for any thread. */
final class InboundListeners {

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private record Listener(Consumer<InboundSseEvent> onEvent, Consumer<Throwable> onError, Runnable onComplete) {}

    void add(Consumer<InboundSseEvent> onEvent, Consumer<Throwable> onError, Runnable onComplete) {
        listeners.add(new Listener(onEvent, onError, onComplete));
    }

    void event(InboundSseEvent event, BooleanSupplier closed) {
        for (Listener listener : listeners) {
            if (!closed.getAsBoolean()) {
                ApplicationCode.run(
                        "A consumer of events", () -> listener.onEvent().accept(event));
            }
        }
    }

    void error(Throwable cause, BooleanSupplier closed) {
        for (Listener listener : listeners) {
            if (!closed.getAsBoolean()) {
                ApplicationCode.run(
                        "A consumer of errors", () -> listener.onError().accept(cause));
            }
        }
    }

    void complete() {
        listeners.forEach(listener -> ApplicationCode.run("A consumer of the end", listener.onComplete()));
    }
}
