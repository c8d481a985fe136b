/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.List;

/** Events of a log whose bytes lie side by side. What has been {@linkplain #count counted} never changes. */
interface Run {

    byte[] bytes();

    int count();

    long sequence(int index);

    long stamp(int index);

    /** Where an event's bytes start; those of the one before end there. */
    int start(int index);

    /** Where an event's {@code id:} line starts, which is its last. */
    int idLine(int index);

    boolean isNamed(int index);

    /** Whether the application has set the id, so that it is no position. */
    boolean hasApplicationId(int index);

    long appendedAt(int index);

    /** Adds those of a range of events that are followed and have not been written. */
    void tracedTo(List<TracedEvent> open, int from, int to);
}
