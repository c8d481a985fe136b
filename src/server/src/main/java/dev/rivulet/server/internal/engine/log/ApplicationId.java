/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Arrays;

/** An id that is looked for among those that the application has set. */
class ApplicationId {

    private final byte[] line;
    private final int hash;

    ApplicationId(String id) {
        this.line = WireFormat.idLine(id);
        this.hash = hash(line);
    }

    static int hash(byte[] line) {
        return Arrays.hashCode(line);
    }

    /** The hash of its line: what clients send back is what was written, not always what was set. */
    final int hash() {
        return hash;
    }

    /** Whether that is its line. */
    boolean isAt(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, line, 0, line.length);
    }
}
