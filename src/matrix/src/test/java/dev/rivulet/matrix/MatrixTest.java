/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import dev.rivulet.client.Backoff;
import dev.rivulet.client.EventSource;
import dev.rivulet.client.EventSourceBuilder;
import dev.rivulet.client.SseEventSourceBuilder;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.sse.SseEventSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A scripted server, and the JAX-RS client of this JVM. */
abstract class MatrixTest {

    final JaxRsClient jaxRs = JaxRsClient.current();
    final Client client = jaxRs.newClient();
    final Recorder recorder = new Recorder();
    ScriptedServer server;

    @BeforeEach
    final void startServer() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    final void stopServer() {
        server.close();
        client.close();
    }

    final WebTarget target(String path) {
        return client.target(server.uri(path));
    }

    /** A source that is soon back. */
    final EventSourceBuilder source(String path) {
        return EventSource.target(target(path)).reconnectionTime(Duration.ZERO).backoff(Backoff.NONE);
    }

    /** A JAX-RS source that is soon back. */
    final SseEventSource jaxRsSource(String path) {
        return new SseEventSourceBuilder()
                .target(target(path))
                .reconnectingEvery(1, TimeUnit.MILLISECONDS)
                .build();
    }
}
