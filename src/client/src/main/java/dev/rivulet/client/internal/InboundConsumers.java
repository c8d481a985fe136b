/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import jakarta.ws.rs.sse.InboundSseEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What is registered with a JAX-RS event source. One that throws is reported and harms no other. Safe for any thread. */
final class InboundConsumers {

    private final List<Registered> consumers = new CopyOnWriteArrayList<>();

    /** For consumers that were registered without one for errors. */
    static final Consumer<Throwable> IGNORING = cause -> {};

    private record Registered(Consumer<InboundSseEvent> onEvent, Consumer<Throwable> onError, Runnable onComplete) {}

    void add(Consumer<InboundSseEvent> onEvent, Consumer<Throwable> onError, Runnable onComplete) {
        consumers.add(new Registered(onEvent, onError, onComplete));
    }

    /** Whether any wants to be told of errors. */
    boolean hearErrors() {
        return consumers.stream().anyMatch(one -> one.onError() != IGNORING);
    }

    void event(InboundSseEvent event, BooleanSupplier closed) {
        for (Registered one : consumers) {
            if (!closed.getAsBoolean()) {
                ApplicationCode.run("A consumer of events", () -> one.onEvent().accept(event));
            }
        }
    }

    void error(Throwable cause, BooleanSupplier closed) {
        for (Registered one : consumers) {
            if (!closed.getAsBoolean()) {
                ApplicationCode.run("A consumer of errors", () -> one.onError().accept(cause));
            }
        }
    }

    void complete() {
        consumers.forEach(one -> ApplicationCode.run("A consumer of the end", one.onComplete()));
    }
}
