/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.peer;

/** A peer cannot be started on this machine; the message says why. */
public final class AbsentException extends Exception {

    private static final long serialVersionUID = 1;

    AbsentException(String reason) {
        super(reason);
    }
}
