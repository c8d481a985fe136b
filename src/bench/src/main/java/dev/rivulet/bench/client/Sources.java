/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import dev.rivulet.client.EventSource;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.sse.SseEventSource;
import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Each opens a source and hands every event's data over until it is closed. Each is a class of its own, since a process that
 * runs one has the libraries of that one alone.
 */
public final class Sources {

    private Sources() {}

    /** Rivulet's client over the JDK's HTTP client. */
    public static final class Rivulet implements BiFunction<URI, Consumer<String>, AutoCloseable> {
        @Override
        public AutoCloseable apply(URI uri, Consumer<String> data) {
            return EventSource.builder(uri)
                    .onMessage(event -> data.accept(event.data()))
                    .open();
        }
    }

    /** Rivulet's client over the JAX-RS client that is there. */
    public static final class RivuletJaxRs implements BiFunction<URI, Consumer<String>, AutoCloseable> {
        @Override
        public AutoCloseable apply(URI uri, Consumer<String> data) {
            return EventSource.target(ClientBuilder.newClient().target(uri))
                    .onMessage(event -> data.accept(event.data()))
                    .open();
        }
    }

    /** The source of the JAX-RS client that is there. */
    public static final class JaxRs implements BiFunction<URI, Consumer<String>, AutoCloseable> {
        @Override
        public AutoCloseable apply(URI uri, Consumer<String> data) {
            SseEventSource source =
                    SseEventSource.target(ClientBuilder.newClient().target(uri)).build();
            source.register(event -> data.accept(event.readData()));
            source.open();
            return source;
        }
    }

    /** LaunchDarkly's okhttp-eventsource. */
    public static final class OkHttpEventSource implements BiFunction<URI, Consumer<String>, AutoCloseable> {
        @Override
        public AutoCloseable apply(URI uri, Consumer<String> data) {
            return OkHttpEventSourceReader.open(uri, data);
        }
    }

    /** OkHttp's okhttp-sse. */
    public static final class OkHttpSse implements BiFunction<URI, Consumer<String>, AutoCloseable> {
        @Override
        public AutoCloseable apply(URI uri, Consumer<String> data) {
            return OkHttpSseReader.open(uri, data);
        }
    }
}
