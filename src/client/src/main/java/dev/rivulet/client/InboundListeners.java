/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import jakarta.ws.rs.sse.InboundSseEvent;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What is registered with a JAX-RS event source. One that throws is reported and harms no other. Safe for any thread. */
final class InboundListeners {

    private static final System.Logger LOG = System.getLogger(InboundListeners.class.getName());

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private record Listener(Consumer<InboundSseEvent> onEvent, Consumer<Throwable> onError, Runnable onComplete) {}

    void add(Consumer<InboundSseEvent> onEvent, Consumer<Throwable> onError, Runnable onComplete) {
        listeners.add(new Listener(onEvent, onError, onComplete));
    }

    void event(InboundSseEvent event, BooleanSupplier closed) {
        for (Listener listener : listeners) {
            if (!closed.getAsBoolean()) {
                guarded("event", () -> listener.onEvent().accept(event));
            }
        }
    }

    void error(Throwable cause) {
        listeners.forEach(listener -> guarded("error", () -> listener.onError().accept(cause)));
    }

    void complete() {
        listeners.forEach(listener -> guarded("completion", listener.onComplete()));
    }

    private static void guarded(String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A consumer has failed at an " + what + "; the event source goes on", e);
        }
    }
}
