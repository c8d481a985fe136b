/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.client.SseEventSourceBuilder;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SseEventSourceTest extends MatrixTest {

    /** Read as JSON. */
    public static final class Price {
        public String symbol;
        public double price;
    }

    private InboundSseEvent receive(String stream) throws Exception {
        try (SseEventSource source = jaxRsSource("/stream")) {
            source.register(recorder::add, recorder::add);
            source.open();
            server.next().stream().send(stream);
            return (InboundSseEvent) recorder.next();
        }
    }

    private SseEventSource openRecorded() {
        SseEventSource source = jaxRsSource("/stream");
        source.register(event -> recorder.add(event.readData()), recorder::add, () -> recorder.add("complete"));
        source.open();
        return source;
    }

    @Test
    void anEventHasWhatTheServerSent() throws Exception {
        InboundSseEvent event = receive(": a\n:b\nid: 5\nevent: named\nretry: 1500\ndata: x\ndata: y\n\n");

        assertThat(event.getName()).isEqualTo("named");
        assertThat(event.getId()).isEqualTo("5");
        assertThat(event.getComment()).isEqualTo("a\nb");
        assertThat(event.isReconnectDelaySet()).isTrue();
        assertThat(event.getReconnectDelay()).isEqualTo(1500);
        assertThat(event.readData()).isEqualTo("x\ny");
        assertThat(event.isEmpty()).isFalse();
    }

    @Test
    void dataIsReadAsTextAndBytes() throws Exception {
        InboundSseEvent event = receive("data: \u20ac 5\n\n");

        assertThat(event.getName()).isNull();
        assertThat(event.getId()).isNull();
        assertThat(event.getComment()).isNull();
        assertThat(event.isReconnectDelaySet()).isFalse();
        assertThat(event.readData(String.class)).isEqualTo("\u20ac 5");
        assertThat(event.readData(byte[].class)).isEqualTo("\u20ac 5".getBytes(UTF_8));
        try (InputStream bytes = event.readData(InputStream.class)) {
            assertThat(new String(bytes.readAllBytes(), UTF_8)).isEqualTo("\u20ac 5");
        }
        try (Reader text = event.readData(Reader.class, MediaType.TEXT_PLAIN_TYPE)) {
            char[] read = new char[3];
            assertThat(text.read(read)).isEqualTo(3);
            assertThat(read).containsExactly('\u20ac', ' ', '5');
        }
    }

    @Test
    void dataIsReadAsNumbers() throws Exception {
        InboundSseEvent event = receive("data: 42\n\n");

        assertThat(event.readData(Integer.class)).isEqualTo(42);
        assertThat(event.readData(new GenericType<Long>() {})).isEqualTo(42L);
        assertThat(event.readData(Integer.class, MediaType.TEXT_PLAIN_TYPE)).isEqualTo(42);
    }

    @Test
    void dataIsReadAsAnObject() throws Exception {
        InboundSseEvent event = receive("data: {\"symbol\": \"\u20ac\",\ndata: \"price\": 1.5}\n\n");

        Price price = event.readData(Price.class);
        assertThat(price.symbol).isEqualTo("\u20ac");
        assertThat(price.price).isEqualTo(1.5);
        assertThat(event.readData(new GenericType<Price>() {}).symbol).isEqualTo("\u20ac");
        assertThat(event.readData(Price.class, MediaType.APPLICATION_JSON_TYPE).symbol)
                .isEqualTo("\u20ac");
        assertThat(event.readData(new GenericType<Price>() {}, MediaType.APPLICATION_JSON_TYPE).symbol)
                .isEqualTo("\u20ac");
    }

    @Test
    void dataIsReadAsAListOfObjects() throws Exception {
        InboundSseEvent event = receive("data: [{\"symbol\": \"a\"}, {\"symbol\": \"b\"}]\n\n");

        assertThat(event.readData(new GenericType<List<Price>>() {}))
                .extracting(price -> price.symbol)
                .containsExactly("a", "b");
    }

    @Test
    void dataThatCannotBeReadIsTheReadersException() throws Exception {
        InboundSseEvent event = receive("data: {\"symbol\": \n\n");

        assertThatThrownBy(() -> event.readData(Price.class)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> event.readData(Price.class, MediaType.valueOf("application/x-unknown")))
                .isInstanceOf(RuntimeException.class);
        assertThat(event.readData()).isEqualTo("{\"symbol\": ");
    }

    @Test
    void dataCanBeReadByTheConsumerItself() throws Exception {
        try (SseEventSource source = jaxRsSource("/stream")) {
            source.register(event -> recorder.add(event.readData(Price.class).symbol), recorder::add);
            source.open();
            server.next().stream().send("data: {\"symbol\": \"a\"}\n\ndata: {\"symbol\": \"b\"}\n\n");
            assertThat(recorder.next()).isEqualTo("a");
            assertThat(recorder.next()).isEqualTo("b");
        }
    }

    @Test
    void heartbeatsAreNoEvents() throws Exception {
        InboundSseEvent event = receive(":\n\n:\n\nid: 1\n\ndata: x\n\n");

        assertThat(event.readData()).isEqualTo("x");
    }

    @Test
    void resumesAndStaysOpenMeanwhile() throws Exception {
        try (SseEventSource source = openRecorded()) {
            server.next().stream().send("retry: 1\nid: 1\ndata: x\n\n").end();
            assertThat(recorder.next()).isEqualTo("x");
            assertThat(source.isOpen()).isTrue();

            Exchange again = server.next();
            assertThat(source.isOpen()).isTrue();
            assertThat(again.header("Last-Event-ID")).isEqualTo("1");
            again.stream().send("data: y\n\n");
            assertThat(recorder.next()).isEqualTo("y");
        }
        assertThat(recorder.next()).isEqualTo("complete");
    }

    @Test
    void reconnectsForAsLongAsTheServerIsAway() throws Exception {
        int port = server.port();
        server.close();
        try (SseEventSource source = new SseEventSourceBuilder()
                .target(client.target("http://127.0.0.1:" + port + "/"))
                .reconnectingEvery(20, TimeUnit.MILLISECONDS)
                .build()) {
            source.register(event -> recorder.add(event.readData()), recorder::add);
            source.open();
            try (ScriptedServer late =
                    ScriptedServer.startAt(port, exchange -> exchange.stream().send("data: x\n\n"))) {
                assertThat(recorder.next()).isEqualTo("x");
            }
        }
    }

    @Test
    void waitsSilentlyForAsLongAsABusyServerWishes() throws Exception {
        try (SseEventSource source = openRecorded()) {
            long start = System.nanoTime();
            server.next().respond(503, "Retry-After: 1");
            Exchange again = server.next();
            assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(990));
            assertThat(source.isOpen()).isTrue();
            again.stream().send("data: x\n\n");
            assertThat(recorder.next()).isEqualTo("x");
        }
    }

    @Test
    void noContentIsTheEnd() throws Exception {
        try (SseEventSource source = openRecorded()) {
            server.next().respond(204);
            assertThat(recorder.next()).isEqualTo("complete");
            assertThat(source.isOpen()).isFalse();
        }
        assertThat(recorder.isEmpty()).isTrue();
    }

    @Test
    void anErrorStatusIsAnError() throws Exception {
        for (int status : new int[] {404, 500, 503}) {
            try (SseEventSource source = openRecorded()) {
                server.next().respond(status, "X-Why: because");
                Object error = recorder.next();
                assertThat(error).isInstanceOf(WebApplicationException.class);
                WebApplicationException refused = (WebApplicationException) error;
                assertThat(refused.getResponse().getStatus()).isEqualTo(status);
                assertThat(refused.getResponse().getHeaderString("X-Why")).isEqualTo("because");
                assertThat(source.isOpen()).isFalse();
            }
            assertThat(recorder.isEmpty()).isTrue();
        }
    }

    @Test
    void aConsumerThatThrowsHarmsNobody() throws Exception {
        try (SseEventSource source = jaxRsSource("/stream")) {
            source.register(event -> {
                throw new IllegalStateException("thrown by a test");
            });
            source.register(event -> recorder.add(event.readData()));
            source.open();
            server.next().stream().send("data: x\n\ndata: y\n\n");
            assertThat(recorder.next()).isEqualTo("x");
            assertThat(recorder.next()).isEqualTo("y");
            assertThat(source.isOpen()).isTrue();
        }
    }

    @Test
    void opensOnce() throws Exception {
        try (SseEventSource source = openRecorded()) {
            assertThatIllegalStateException().isThrownBy(source::open);
        }
    }
}
