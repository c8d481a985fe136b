/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.springwebflux;

import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;

/** Spring's client: {@code WebClient} reads a flux of events. */
public final class SpringSource implements BiFunction<URI, Consumer<String>, AutoCloseable> {

    @Override
    public AutoCloseable apply(URI uri, Consumer<String> data) {
        return WebClient.create()
                .get()
                .uri(uri)
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .subscribe(event -> {
                    String text = event.data();
                    if (text != null) {
                        data.accept(text);
                    }
                })::dispose;
    }
}
