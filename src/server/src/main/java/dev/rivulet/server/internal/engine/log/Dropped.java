/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Arrays;

/**
 * The newest event that a log has dropped. A client that has it misses nothing, so its id is a place to resume from as long
 * as all that follow it are held.
 *
 * @param sequence its number in the log, 0 while none has been dropped
 * @param stamp its stamp
 * @param idLine its id as it was on the wire, if the application had set that; else nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Dropped(long sequence, long stamp, byte[] idLine) {

    static final byte[] NO_LINE = new byte[0];

    static final Dropped NOTHING = new Dropped(0, 0, NO_LINE);

    static Dropped of(Run run, int index) {
        return new Dropped(
                run.sequence(index), run.stamp(index), run.hasApplicationId(index) ? idLine(run, index) : NO_LINE);
    }

    private static byte[] idLine(Run run, int index) {
        return Arrays.copyOfRange(run.bytes(), run.idLine(index), run.start(index + 1));
    }

    boolean has(ApplicationId id) {
        return id.isAt(idLine, 0, idLine.length);
    }

    Start start(boolean afterGap) {
        return new Start(sequence, stamp, afterGap);
    }
}
