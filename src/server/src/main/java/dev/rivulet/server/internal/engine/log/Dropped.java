/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The newest event that a log has dropped. A client that has it misses nothing, so its id is a place to resume from as long
 * as all that follow it are held.
 *
 * @param sequence its sequence, 0 while none has been dropped
 * @param stamp its stamp
 * @param idLine its id as it was on the wire
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Dropped(long sequence, long stamp, byte[] idLine) {

    static final Dropped NOTHING = new Dropped(0, 0, new byte[0]);

    static byte[] idLine(String id) {
        return ("id: " + id + "\n\n").getBytes(UTF_8);
    }

    boolean hasId(byte[] line) {
        return Arrays.equals(idLine, line);
    }
}
