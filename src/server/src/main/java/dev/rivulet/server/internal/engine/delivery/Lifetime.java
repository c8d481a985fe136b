/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.util.Optional;

/** Draws how long a stream lasts at most. Thread-safe. */
@FunctionalInterface
public interface Lifetime {

    /** Streams last for as long as their clients like. */
    Lifetime ENDLESS = Optional::empty;

    /**
     * Draws it for one stream.
     *
     * @return nanoseconds from its admission, if it is to end by itself
     */
    Optional<Long> nanos();
}
