/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.lang.System.Logger.Level;

/** Last errors that no listener, subscriber or consumer is there to hear. */
final class UnheardErrors {

    private static final System.Logger LOG = System.getLogger("dev.rivulet.client.EventSource");

    private UnheardErrors() {}

    /** Without the query, where tokens may be. */
    static void tell(SourceUrl url, SourceError event) {
        String where = url.uri().toString().split("[?#]", 2)[0];
        ApplicationCode.log(
                LOG,
                Level.WARNING,
                "The event source of " + where + " is closed for good: " + event.reason()
                        + ". Nothing was listening to its errors: onError(...) would have been told",
                event.cause().orElse(null));
    }
}
