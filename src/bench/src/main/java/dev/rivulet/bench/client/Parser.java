/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import java.io.InputStream;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The clients' parsers. Each is found by the name of its class, since a process that runs one has the libraries of that one alone. */
public enum Parser {
    /** Rivulet's own. */
    RIVULET("Rivulet's client", "", Parsers.Rivulet.class.getName()),
    /** LaunchDarkly's. */
    OKHTTP_EVENTSOURCE("okhttp-eventsource", "", Parsers.OkHttpEventSource.class.getName()),
    /** OkHttp's. */
    OKHTTP_SSE("okhttp-sse", "", Parsers.OkHttpSse.class.getName()),
    /** Spring's, of which {@code WebClient} makes use. */
    SPRING(
            "Spring's ServerSentEventHttpMessageReader",
            "spring-webflux",
            "dev.rivulet.bench.springwebflux.SpringParser"),
    /** Jersey's. */
    JERSEY("Jersey's EventInput", "", JerseyParser.class.getName()),
    /** RESTEasy's. */
    RESTEASY("RESTEasy's SseEventInputImpl", "client-resteasy", "dev.rivulet.bench.resteasy.ResteasyParser"),
    /** CXF's. */
    CXF("CXF's InboundSseEventProcessor", "client-cxf", "org.apache.cxf.jaxrs.sse.client.CxfParser");

    private final String title;
    private final String peer;
    private final String type;

    Parser(String title, String peer, String type) {
        this.title = title;
        this.peer = peer;
        this.type = type;
    }

    /**
     * Its name for people.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * Whose libraries it needs.
     *
     * @return the peer's name; empty for this program's
     */
    public String peer() {
        return peer;
    }

    /**
     * Makes one.
     *
     * @return reads a stream to its end, and hands each event's data over
     * @throws ReflectiveOperationException if its libraries are not there
     */
    @SuppressWarnings("unchecked") // what the class says it is
    public BiConsumer<InputStream, Consumer<String>> make() throws ReflectiveOperationException {
        return Class.forName(type)
                .asSubclass(BiConsumer.class)
                .getDeclaredConstructor()
                .newInstance();
    }
}
