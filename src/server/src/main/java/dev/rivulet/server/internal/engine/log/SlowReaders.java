/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

/** What happens to a reader that the log has moved past. */
public enum SlowReaders {
    /** Its stream ends; when it comes back it is told of the gap. */
    DISCONNECT,
    /** It is told of the gap on its stream, and goes on at the head. */
    SKIP,
    /** The channel is keyed: of each key only the newest event is held, so a reader skips what is out of date. */
    LATEST
}
