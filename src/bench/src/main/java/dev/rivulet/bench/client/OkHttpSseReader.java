/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.internal.sse.ServerSentEventReader;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** okhttp-sse: a source, and its parser alone. */
final class OkHttpSseReader {

    private static final OkHttpClient CLIENT = new OkHttpClient();

    private OkHttpSseReader() {}

    static AutoCloseable open(URI uri, Consumer<String> data) {
        EventSource source = EventSources.createFactory(CLIENT)
                .newEventSource(new Request.Builder().url(uri.toString()).build(), new EventSourceListener() {
                    @Override
                    public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String text) {
                        data.accept(text);
                    }
                });
        return source::cancel;
    }

    static void parse(InputStream stream, Consumer<String> data) throws IOException {
        ServerSentEventReader reader =
                new ServerSentEventReader(Okio.buffer(Okio.source(stream)), new ServerSentEventReader.Callback() {
                    @Override
                    public void onEvent(@Nullable String id, @Nullable String type, String text) {
                        data.accept(text);
                    }

                    @Override
                    public void onRetryChange(long timeMs) {}
                });
        while (reader.processNextEvent()) {
            // The callback has it.
        }
    }
}
