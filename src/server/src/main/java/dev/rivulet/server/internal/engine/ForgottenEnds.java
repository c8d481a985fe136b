/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import java.util.Arrays;

/**
 * The ends of finite channels that have been forgotten, the last {@value #MOST} of them: twelve bytes each, a stamp and a hash of the
 * name. Whoever comes back with the id of such an end, or a later one, is told that there is nothing more. Thread-safe.
 *
 * <p>Guaranteed is: an end that is still remembered is found; an end that has been overwritten, of a channel that was forgotten
 * before {@value #MOST} others, is not, so that its client is told that there is no such channel. Another name is taken for a
 * remembered one only where both have the same hash, about once in half a million questions about names that never were.
 */
final class ForgottenEnds {

    private static final int MOST = 8_192;
    private static final int FEW = 64;

    private long[] stamps = {}; // guarded by this
    private int[] names = {}; // guarded by this
    private int next; // guarded by this

    synchronized void add(String name, long stamp) {
        if (next == stamps.length && next < MOST) {
            int more = Math.max(FEW, 2 * next);
            stamps = Arrays.copyOf(stamps, more);
            names = Arrays.copyOf(names, more);
        }
        int at = next % MOST;
        stamps[at] = stamp;
        names[at] = name.hashCode();
        next = at + 1;
    }

    /** Whether the last channel of that name had its end at that stamp or before. */
    synchronized boolean hasEnded(String name, long stamp) {
        int hash = name.hashCode();
        long last = 0;
        for (int i = 0; i < stamps.length; i++) {
            if (names[i] == hash) {
                last = Math.max(last, stamps[i]);
            }
        }
        return last > 0 && last <= stamp;
    }
}
