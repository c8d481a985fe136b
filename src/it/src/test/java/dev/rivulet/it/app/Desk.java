/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where tests and resources leave things for each other. */
@ApplicationScoped
public class Desk {

    private final Map<String, SseEventSink> sinks = new ConcurrentHashMap<>();
    private final Map<String, SseBroadcaster> broadcasters = new ConcurrentHashMap<>();
    private volatile Sse sse;

    public void put(String name, SseEventSink sink) {
        sinks.put(name, sink);
    }

    public SseEventSink sink(String name) {
        return sinks.get(name);
    }

    public void put(String name, SseBroadcaster broadcaster) {
        broadcasters.put(name, broadcaster);
    }

    public SseBroadcaster broadcaster(String name) {
        return broadcasters.get(name);
    }

    public void put(Sse sse) {
        this.sse = sse;
    }

    public Sse sse() {
        return sse;
    }
}
