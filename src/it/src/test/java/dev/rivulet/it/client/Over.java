/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import dev.rivulet.client.EventSource;
import dev.rivulet.client.EventSourceBuilder;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.URI;

/** The transports that sources come with. */
enum Over {
    /** The JDK's HTTP client, which is what a source takes unless told otherwise. */
    JDK {
        @Override
        EventSourceBuilder builder(URI url) {
            return EventSource.builder(url);
        }
    },
    /** A JAX-RS client: Jersey, with its usual connector. */
    JERSEY {
        @Override
        EventSourceBuilder builder(URI url) {
            return EventSource.target(JERSEY_CLIENT.target(url));
        }
    };

    private static final Client JERSEY_CLIENT = ClientBuilder.newClient();

    abstract EventSourceBuilder builder(URI url);
}
