/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.Transport;
import java.lang.System.Logger.Level;
import java.net.URI;

/**
 * The last event id that a source's transport can send. A server may choose ids that it cannot: then the source resumes after
 * the last one that it could, so that events come twice instead of never. One thread at a time.
 */
public final class SentId {

    private static final System.Logger LOG = System.getLogger(SentId.class.getName());

    private final Transport transport;
    private final URI uri;
    private String newest;
    private String sendable;
    private boolean told;

    /** The application's own first id is sent or refused as it is: there is none before it to resume after. */
    SentId(String first, Transport transport, URI uri) {
        this.newest = first;
        this.sendable = first;
        this.transport = transport;
        this.uri = uri;
    }

    /** Notes the source's last event id, which most often is still the same. */
    @SuppressWarnings("ReferenceEquality") // only a shortcut: the parser gives the same string while the id stays
    void update(String id) {
        if (id != newest) {
            newest = id;
            if (transport.canSend(id)) {
                sendable = id;
            }
        }
    }

    /** For the next request. */
    String get() {
        if (!sendable.equals(newest) && !told) {
            told = true;
            ApplicationCode.log(
                    LOG,
                    Level.WARNING,
                    "The transport of the source of " + uri + " cannot send the event id \"" + newest
                            + "\": from now on it"
                            + " resumes after the last id that it can send, so that events come again. Let the server"
                            + " choose ids of visible ASCII characters",
                    null);
        }
        return sendable;
    }
}
