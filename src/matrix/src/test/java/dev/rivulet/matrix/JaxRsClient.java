/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.nio.charset.Charset;
import java.util.Set;

/** The JAX-RS client that this JVM has, and what can be had of it. */
enum JaxRsClient {
    /** Over {@code HttpURLConnection}. */
    JERSEY("org.glassfish.jersey.", false, false) {
        @Override
        boolean carriesAnyId() {
            return Set.of(UTF_8, ISO_8859_1).contains(Charset.defaultCharset());
        }
    },
    /** Over the JDK's HTTP client. */
    JERSEY_JNH("org.glassfish.jersey.", true, true) {
        @Override
        Client newClient() {
            return ClientBuilder.newBuilder()
                    .property(
                            "jersey.config.client.connector.provider",
                            "org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider")
                    .build();
        }
    },
    /** Over Apache's HTTP client 4. */
    RESTEASY("org.jboss.resteasy.", true, false),
    /** Over the JDK's HTTP client. */
    CXF("org.apache.cxf.", true, false) {
        @Override
        boolean freesBeforeTheHead() {
            return false;
        }

        @Override
        boolean tellsOfBrokenHeads() {
            return false;
        }
    };

    private static final int VIRTUAL_THREADS = 21;

    private final String packages;
    private final boolean closesStreams;
    private final boolean closesRequests;

    JaxRsClient(String packages, boolean closesStreams, boolean closesRequests) {
        this.packages = packages;
        this.closesStreams = closesStreams;
        this.closesRequests = closesRequests;
    }

    static JaxRsClient current() {
        return valueOf(System.getProperty("rivulet.jaxrs"));
    }

    Client newClient() {
        return ClientBuilder.newClient();
    }

    /** Where its classes come from. */
    String packages() {
        return packages;
    }

    /** Whether closing frees a reader that waits for the stream's next byte. */
    boolean freesWaitingReaders() {
        return closesStreams || Runtime.version().feature() >= VIRTUAL_THREADS;
    }

    /** Whether closing frees a reader that waits for the response's head. */
    boolean freesBeforeTheHead() {
        return closesRequests || Runtime.version().feature() >= VIRTUAL_THREADS;
    }

    /** Whether its callers ever return where the connection has ended behind the status line; else the watchdog has to help. */
    boolean tellsOfBrokenHeads() {
        return true;
    }

    /** Whether ids other than ASCII reach the server. */
    boolean carriesAnyId() {
        return false;
    }
}
