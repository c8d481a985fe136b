/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.glassfish.jersey.media.sse.EventInput;
import org.glassfish.jersey.media.sse.InboundEvent;
import org.glassfish.jersey.media.sse.SseFeature;

/** Jersey's parser over a stream that is there already: a filter answers with it, before anything is sent. */
final class JerseyParser implements BiConsumer<InputStream, Consumer<String>> {

    private static final String STREAM = "stream";

    private final Client client = ClientBuilder.newClient()
            .register(SseFeature.class)
            .register((ClientRequestFilter) request ->
                    request.abortWith(Response.ok(request.getProperty(STREAM), SseFeature.SERVER_SENT_EVENTS_TYPE)
                            .build()));

    @Override
    public void accept(InputStream stream, Consumer<String> data) {
        try (EventInput input = client.target("http://localhost/")
                .request(SseFeature.SERVER_SENT_EVENTS_TYPE)
                .property(STREAM, stream)
                .get(EventInput.class)) {
            while (!input.isClosed()) {
                InboundEvent event = input.read();
                if (event != null) {
                    data.accept(event.readData());
                }
            }
        }
    }
}
