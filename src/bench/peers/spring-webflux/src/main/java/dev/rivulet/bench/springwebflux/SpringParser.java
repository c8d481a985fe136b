/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.springwebflux;

import java.io.InputStream;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.ServerSentEventHttpMessageReader;
import reactor.core.publisher.Flux;

/** Spring's parser over a flux of the stream's reads, each a buffer of its own that nobody pools. */
public final class SpringParser implements BiConsumer<InputStream, Consumer<String>> {

    private static final int READ_SIZE = 8 << 10;
    private static final ResolvableType EVENT =
            ResolvableType.forClassWithGenerics(ServerSentEvent.class, String.class);

    private final ServerSentEventHttpMessageReader reader = new ServerSentEventHttpMessageReader();

    @Override
    public void accept(InputStream stream, Consumer<String> data) {
        reader.read(EVENT, new Given(stream), Map.of())
                .doOnNext(event -> {
                    if (((ServerSentEvent<?>) event).data() instanceof String text) {
                        data.accept(text);
                    }
                })
                .blockLast();
    }

    /** A message whose body is there already. */
    private record Given(InputStream stream) implements ReactiveHttpInputMessage {

        @Override
        public Flux<DataBuffer> getBody() {
            return DataBufferUtils.readInputStream(() -> stream, DefaultDataBufferFactory.sharedInstance, READ_SIZE);
        }

        @Override
        public HttpHeaders getHeaders() {
            return new HttpHeaders();
        }
    }
}
