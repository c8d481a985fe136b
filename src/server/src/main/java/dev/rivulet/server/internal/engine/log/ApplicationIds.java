/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Finds the events of a {@link Segment} by the hash of the id that the application has set, the newest first. One thread at a
 * time adds; any number look up without a lock, and find at least what had been added to the segment when they counted it.
 */
final class ApplicationIds {

    private final AtomicIntegerArray newest; // by hash: an index and one
    private final int[] older; // by index: another index of that hash, and one

    /** Room for that many events. */
    ApplicationIds(int events) {
        this.newest = new AtomicIntegerArray(Integer.highestOneBit(events) << 1);
        this.older = new int[events];
    }

    void add(int index, int hash) {
        int bucket = bucket(hash);
        older[index] = newest.getPlain(bucket);
        newest.setRelease(bucket, index + 1);
    }

    /** The index of the newest event that may have the id; -1 if there is none. */
    int newest(int hash) {
        return newest.getAcquire(bucket(hash)) - 1;
    }

    /** The one before that. */
    int olderThan(int index) {
        return older[index] - 1;
    }

    private int bucket(int hash) {
        return (hash ^ hash >>> 16) & newest.length() - 1;
    }
}
