/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.random.RandomGenerator;

/** Always the largest number that is asked for, so that a back-off is as long as it can be. */
final class LargestRandom implements RandomGenerator {

    @Override
    public long nextLong() {
        return Long.MAX_VALUE;
    }

    @Override
    public long nextLong(long bound) {
        return bound - 1;
    }
}
