/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

/** Whether a log takes events. */
enum LogPhase {
    /** It does. */
    OPEN,
    /** Its last event is the end. */
    ENDED,
    /** Its channel has been forgotten, or has another log. */
    CLOSED
}
