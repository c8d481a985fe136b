/* SPDX-License-Identifier: Apache-2.0 */
package org.apache.cxf.jaxrs.sse.client;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.InboundSseEvent;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.cxf.jaxrs.client.WebClient;

/**
 * CXF's parser, on the one thread that it insists on. It is in the parser's package, as nobody else may run it; the response
 * that it reads has never been sent.
 */
public final class CxfParser implements BiConsumer<InputStream, Consumer<String>>, AutoCloseable {

    private final Listener listener = new Listener();
    private final InboundSseEventProcessor processor = new InboundSseEventProcessor(
            WebClient.getConfig(WebClient.create("http://localhost/")).getEndpoint(), listener);

    @Override
    public void accept(InputStream stream, Consumer<String> data) {
        listener.data = data;
        listener.end = new CompletableFuture<>();
        processor.run(Response.ok(stream, InboundSseEventProcessor.SERVER_SENT_EVENTS_TYPE)
                .build());
        listener.end.join();
    }

    @Override
    public void close() {
        processor.close(1, TimeUnit.SECONDS);
    }

    /** Of one stream after the other: the processor hands over between threads what is set here. */
    private static final class Listener implements InboundSseEventListener {

        private Consumer<String> data = text -> {};
        private CompletableFuture<Void> end = new CompletableFuture<>();

        @Override
        public void onNext(InboundSseEvent event) {
            data.accept(event.readData());
        }

        @Override
        public void onError(Throwable error) {
            end.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }
}
