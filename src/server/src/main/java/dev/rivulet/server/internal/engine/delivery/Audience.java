/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.util.function.LongSupplier;

/** Those who read a channel, or have been admitted to it: how many they are, and since when there is none. Thread-safe. */
final class Audience {

    private final LongSupplier nanoTime;
    private int size; // guarded by this
    private boolean visited; // guarded by this
    private boolean closed; // guarded by this
    private long emptySince; // guarded by this

    Audience(LongSupplier nanoTime, long emptySince) {
        this.nanoTime = nanoTime;
        this.emptySince = emptySince;
    }

    /** One more; false if none is let in any more. */
    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        size++;
        visited = true;
        return true;
    }

    synchronized void leave() {
        size--;
        if (size == 0) {
            emptySince = nanoTime.getAsLong();
        }
    }

    /** Lets no one in from now on, if there is no one. */
    synchronized boolean close() {
        closed |= size == 0;
        return closed;
    }

    /** Lets no one in from now on, whoever is there. */
    synchronized void shut() {
        closed = true;
    }

    /** Lets others in again. */
    synchronized void reopen() {
        closed = false;
    }

    synchronized boolean isEmpty() {
        return size == 0;
    }

    /** Whether there was one, and there has been none for that long. */
    synchronized boolean hasLeft(long nanos) {
        return visited && size == 0 && nanoTime.getAsLong() - emptySince >= nanos;
    }

    /** When the last one left; as long as there was none, when it began. */
    synchronized long emptySince() {
        return emptySince;
    }
}
