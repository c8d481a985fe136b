/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.ErrorStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.StreamClosedByServerException;
import com.launchdarkly.eventsource.StreamException;
import com.launchdarkly.logging.LDLogger;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Consumer;

/** okhttp-eventsource over a stream that is there already, by its own door for other transports. */
final class OkHttpEventSourceReader {

    private static final URI ORIGIN = URI.create("http://localhost/");

    private OkHttpEventSourceReader() {}

    static void parse(InputStream stream, int readSize, Consumer<String> data) throws StreamException {
        try (EventSource source = new EventSource.Builder(new Given(stream))
                .errorStrategy(ErrorStrategy.alwaysThrow())
                .readBufferSize(readSize)
                .build()) {
            source.start();
            while (true) {
                data.accept(source.readMessage().getData());
            }
        } catch (StreamClosedByServerException e) {
            // The end.
        }
    }

    /** A source and the thread that reads it, which is how it is meant to be used. */
    static AutoCloseable open(URI uri, Consumer<String> data) {
        EventSource source = new EventSource.Builder(uri).build();
        Thread reader = new Thread(() -> {
            try {
                source.start();
                while (true) {
                    data.accept(source.readMessage().getData());
                }
            } catch (StreamException e) {
                // Closed.
            }
        });
        reader.setDaemon(true);
        reader.start();
        return source;
    }

    private static final class Given extends ConnectStrategy {

        private final InputStream stream;

        Given(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public Client createClient(LDLogger logger) {
            return new Client() {
                @Override
                public Result connect(String lastEventId) {
                    return new Result(stream, ORIGIN, stream);
                }

                @Override
                public boolean awaitClosed(long timeoutMillis) {
                    return true;
                }

                @Override
                public URI getOrigin() {
                    return ORIGIN;
                }

                @Override
                public void close() {}
            };
        }
    }
}
