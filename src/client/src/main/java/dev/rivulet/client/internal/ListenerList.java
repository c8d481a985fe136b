/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.AbortSignal;
import dev.rivulet.client.ListenerOption;
import dev.rivulet.client.ListenerRegistration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The listeners to one type of event, in the order of registration. Those of one event are fixed when it is dispatched; one
 * that is removed meanwhile is left out all the same. Safe for any thread.
 *
 * @see <a href="https://dom.spec.whatwg.org/#dom-eventtarget-addeventlistener">WHATWG DOM, addEventListener</a>
 */
public final class ListenerList<E> {

    private final String type;
    private final CopyOnWriteArrayList<Registration<E>> registrations = new CopyOnWriteArrayList<>();
    private @Nullable Registration<E> handler;

    /** For events of that name, which is only told in logs. */
    public ListenerList(String type) {
        this.type = type;
    }

    /** Registers, unless the same listener is registered already or a signal was given before. */
    public synchronized ListenerRegistration add(Consumer<? super E> listener, ListenerOption... options) {
        for (Registration<E> existing : registrations) {
            if (existing != handler && existing.listener == listener) {
                return () -> remove(existing);
            }
        }
        if (Arrays.stream(options).flatMap(option -> option.until().stream()).anyMatch(AbortSignal::aborted)) {
            return () -> {};
        }
        Registration<E> registration = new Registration<>(
                Objects.requireNonNull(listener), Arrays.stream(options).anyMatch(ListenerOption::isOnce));
        registrations.add(registration);
        for (ListenerOption option : options) {
            option.until()
                    .filter(signal -> !signal.onAbort(() -> remove(registration)))
                    .ifPresent(given -> remove(registration));
        }
        return () -> remove(registration);
    }

    /** Removes what was added as that object. */
    public synchronized void remove(Consumer<? super E> listener) {
        for (Registration<E> registration : registrations) {
            if (registration != handler && registration.listener == listener) {
                remove(registration);
            }
        }
    }

    /** Sets the one that an {@code on...} method sets: another takes its predecessor's place in the order. */
    public synchronized void handler(@Nullable Consumer<? super E> listener) {
        Registration<E> current = handler;
        if (listener == null) {
            if (current != null) {
                remove(current);
            }
            handler = null;
        } else if (current != null) {
            current.listener = listener;
        } else {
            Registration<E> added = new Registration<>(listener, false);
            handler = added;
            registrations.add(added);
        }
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return registrations.isEmpty();
    }

    /** Calls the listeners until the source is closed; one that throws is reported and harms no other. */
    public void dispatch(E event, BooleanSupplier closed) {
        for (Registration<E> registration : registrations) {
            if (closed.getAsBoolean()) {
                return;
            }
            if (registration.once ? remove(registration) : !registration.removed.get()) {
                call(registration.listener, event);
            }
        }
    }

    private void call(Consumer<? super E> listener, E event) {
        ApplicationCode.run("A listener to \"" + type + "\"", () -> listener.accept(event));
    }

    /** False if it was removed before. */
    private boolean remove(Registration<E> registration) {
        registrations.remove(registration);
        return registration.removed.compareAndSet(false, true);
    }

    private static final class Registration<E> {

        private final boolean once;
        private final AtomicBoolean removed = new AtomicBoolean();
        private volatile Consumer<? super E> listener;

        Registration(Consumer<? super E> listener, boolean once) {
            this.listener = listener;
            this.once = once;
        }
    }
}
