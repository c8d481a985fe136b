/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import com.launchdarkly.eventsource.StreamException;
import dev.rivulet.client.internal.ClientParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Those whose libraries this program has. */
final class Parsers {

    private Parsers() {}

    /** Rivulet's. */
    static final class Rivulet implements BiConsumer<InputStream, Consumer<String>> {

        private final ClientParser parser = new ClientParser(ParsedStream.READ_SIZE);

        @Override
        public void accept(InputStream stream, Consumer<String> data) {
            try {
                parser.parse(stream, data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** LaunchDarkly's okhttp-eventsource. */
    static final class OkHttpEventSource implements BiConsumer<InputStream, Consumer<String>> {
        @Override
        public void accept(InputStream stream, Consumer<String> data) {
            try {
                OkHttpEventSourceReader.parse(stream, ParsedStream.READ_SIZE, data);
            } catch (StreamException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** OkHttp's okhttp-sse. */
    static final class OkHttpSse implements BiConsumer<InputStream, Consumer<String>> {
        @Override
        public void accept(InputStream stream, Consumer<String> data) {
            try {
                OkHttpSseReader.parse(stream, data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
