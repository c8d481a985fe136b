/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.EventType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The first seconds of a source whose constructor has returned before its caller could add listeners. What nobody listens to
 * yet is kept meanwhile, for the listeners that come; browsers give that by finishing a script first. On the source's serial
 * executor only, but for {@link #isOver}.
 */
final class Prelude {

    /** Longer than a thread is held up on its way from a constructor to the next lines, by whatever it may be. */
    static final Duration LENGTH = Duration.ofSeconds(5);

    /** What nobody has asked for within the prelude is most often asked for by nobody: it need not all be kept. */
    private static final int MOST_EVENTS = 64;

    private static final int MOST_CHARACTERS = 1 << 20;

    private final Deque<Kept<?>> kept = new ArrayDeque<>();
    private volatile boolean over;
    private int characters;

    /** An event, for listeners to its type. */
    record Kept<E>(EventType<E> type, E event) {}

    private Prelude(boolean over) {
        this.over = over;
    }

    /** Of a source whose listeners are there before it is. */
    static Prelude none() {
        return new Prelude(true);
    }

    /** One that begins now, and tells, as a task, when it is over. */
    static Prelude begin(Connection connection, Runnable atEnd) {
        Prelude prelude = new Prelude(false);
        Runnable end = () -> {
            prelude.over = true;
            atEnd.run();
        };
        try {
            connection.timing().schedule(() -> connection.serial().execute(end), LENGTH);
        } catch (Throwable e) { // a scheduler that takes no tasks: then it has none of this one either
            prelude.over = true;
        }
        return prelude;
    }

    /** Any thread. */
    boolean isOver() {
        return over;
    }

    <E> void keep(EventType<E> type, E event, int size) {
        if (kept.size() < MOST_EVENTS && characters + size <= MOST_CHARACTERS) {
            characters += size;
            kept.add(new Kept<>(type, event));
        }
    }

    /** Hands out what is kept and wanted now, in the order in which it came. */
    void release(Predicate<EventType<?>> wanted, Consumer<Kept<?>> taker) {
        Iterator<Kept<?>> all = kept.iterator();
        while (all.hasNext()) {
            Kept<?> next = all.next();
            if (wanted.test(next.type())) {
                all.remove();
                taker.accept(next);
            }
        }
    }
}
