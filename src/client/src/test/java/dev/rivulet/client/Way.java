/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.URI;

/** The transports, for tests of what must not depend on them. */
enum Way {
    JDK {
        @Override
        EventSourceBuilder to(URI uri) {
            return EventSource.builder(uri);
        }
    },
    JAX_RS {
        @Override
        EventSourceBuilder to(URI uri) {
            return EventSource.target(CLIENT.target(uri));
        }
    };

    static final Client CLIENT = ClientBuilder.newClient();

    abstract EventSourceBuilder to(URI uri);
}
