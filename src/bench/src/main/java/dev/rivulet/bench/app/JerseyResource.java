/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A broadcaster of the server's JAX-RS implementation for each channel: Jersey's on Payara. */
@Path("jersey/events/{channel}")
@ApplicationScoped
public class JerseyResource extends EventsResource {

    private final Map<String, SseBroadcaster> broadcasters = new ConcurrentHashMap<>();

    @Context
    @Nullable
    Sse sse;

    @Override
    protected void register(String channel, SseEventSink sink) {
        broadcaster(channel).register(sink);
    }

    @Override
    protected void broadcast(String channel, String data) {
        broadcaster(channel).broadcast(sse().newEvent(data));
    }

    private SseBroadcaster broadcaster(String channel) {
        return broadcasters.computeIfAbsent(channel, name -> sse().newBroadcaster());
    }

    private Sse sse() {
        return Objects.requireNonNull(sse);
    }
}
