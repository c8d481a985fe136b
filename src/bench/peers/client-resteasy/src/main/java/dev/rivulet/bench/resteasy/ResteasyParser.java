/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.resteasy;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.sse.InboundSseEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.resteasy.plugins.providers.sse.SseEventInputImpl;

/** RESTEasy's parser, made as the client makes it of a response. */
public final class ResteasyParser implements BiConsumer<InputStream, Consumer<String>> {

    private static final Annotation[] NONE = {};

    @Override
    public void accept(InputStream stream, Consumer<String> data) {
        try (SseEventInputImpl input = new SseEventInputImpl(
                NONE,
                MediaType.SERVER_SENT_EVENTS_TYPE,
                MediaType.SERVER_SENT_EVENTS_TYPE,
                new MultivaluedHashMap<>(),
                stream)) {
            while (!input.isClosed()) {
                InboundSseEvent event = input.read();
                if (event != null) {
                    data.accept(event.readData());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
