/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.ServletContext;

/** What servers do otherwise than the specifications say. */
final class Quirks {

    private Quirks() {}

    /** Open Liberty's output is always ready, and writes what its buffer cannot hold, or what is flushed, before it returns. */
    static boolean writesBlock(ServletContext application) {
        return application.getServerInfo().contains("Liberty");
    }
}
