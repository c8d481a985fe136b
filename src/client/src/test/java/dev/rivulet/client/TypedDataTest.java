/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Data as values. */
class TypedDataTest extends ScriptedTest {

    private static final String PRICE = "{\"symbol\":\"ABC\",\"cents\":5}";

    /** By JSON-B's rules for beans. */
    public static final class Price {
        /** Public, so that JSON-B needs no setters. */
        public String symbol = "";

        /** The same. */
        public int cents;
    }

    @Test
    void jsonbReadsDataWhereItIsThere() {
        Recorder recorder = open(Way.JDK);
        accept(recorder).write("data:" + PRICE + "\n\ndata:[" + PRICE + "]\n\ndata:null\n\ndata:{\n\n");
        MessageEvent price = recorder.message();
        assertThat(price.data(Price.class).cents).isEqualTo(5);
        assertThat(price.data(String.class)).isEqualTo(PRICE);
        List<Price> list = recorder.message().data(new GenericType<List<Price>>() {}.getType());
        assertThat(list).hasSize(1).first().isInstanceOf(Price.class);
        MessageEvent nothing = recorder.message();
        assertThatThrownBy(() -> nothing.data(Price.class)).isInstanceOf(NullPointerException.class);
        MessageEvent broken = recorder.message();
        assertThatThrownBy(() -> broken.data(Price.class)).isInstanceOf(JsonbException.class);
    }

    @Test
    void readerOfTheBuilderComesFirst() {
        Recorder recorder = open(Way.JDK, builder -> builder.dataReader((data, type) -> data.length()));
        accept(recorder).write("data:abc\n\n");
        assertThat(recorder.message().data(Integer.class)).isEqualTo(3);
    }

    /** The client and JAX-RS alone, as an application without JSON-B has them. */
    @Test
    void withoutJsonbTheErrorSaysWhatIsMissing() throws Exception {
        URL[] jars = {location(EventSource.class), location(SseEventSource.class)};
        try (URLClassLoader loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            Class<?> readers = loader.loadClass("dev.rivulet.client.internal.DataReaders");
            var standard = readers.getDeclaredMethod("standard");
            standard.setAccessible(true);
            Object reader = standard.invoke(null);
            var read = loader.loadClass("dev.rivulet.client.DataReader")
                    .getMethod("read", String.class, java.lang.reflect.Type.class);
            assertThatThrownBy(() -> read.invoke(reader, PRICE, Price.class))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("JSON-B");
        }
    }

    /** Opening needs no class beyond JAX-RS's API and the JDK. */
    @Test
    void sourceOpensWithNothingButTheApiOfJaxRs() throws Exception {
        URL[] jars = {location(EventSource.class), location(SseEventSource.class)};
        try (URLClassLoader loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass("dev.rivulet.client.EventSource");
            try (AutoCloseable source = (AutoCloseable) type.getConstructor(String.class)
                    .newInstance(server.uri("/").toString())) {
                ScriptedExchange exchange =
                        server.next().stream("Set-Cookie: a=b").write("id:7\ndata:a\n\n");
                org.awaitility.Awaitility.await()
                        .until(() -> "7".equals(type.getMethod("lastEventId").invoke(source)));
                source.close();
                exchange.awaitClientGone();
            }
        }
    }

    @Test
    void jaxRsReadsDataWithTheClientsReaders() throws Exception {
        BlockingQueue<InboundSseEvent> events = new LinkedBlockingQueue<>();
        SseEventSource source = closing(new SseEventSourceBuilder()
                .target(Way.CLIENT.target(server.uri("/")))
                .build());
        source.register(events::add);
        source.open();
        server.next().stream().write("retry:5\nid:1\nevent:price\ndata:" + PRICE + "\n\ndata:42\n\ndata:\u20ac\n\n");
        InboundSseEvent price = events.poll(20, TimeUnit.SECONDS);
        assertThat(price.getName()).isEqualTo("price");
        assertThat(price.getId()).isEqualTo("1");
        assertThat(price.getReconnectDelay()).isEqualTo(5);
        assertThat(price.readData(Price.class).symbol).isEqualTo("ABC");
        assertThat(price.readData(new GenericType<Price>() {}, MediaType.APPLICATION_JSON_TYPE).cents)
                .isEqualTo(5);
        InboundSseEvent number = events.poll(20, TimeUnit.SECONDS);
        assertThat(number.readData(Integer.class)).isEqualTo(42);
        assertThat(number.isReconnectDelaySet()).isFalse();
        assertThat(number.getName()).isNull();
        InboundSseEvent text = events.poll(20, TimeUnit.SECONDS);
        assertThat(text.readData(String.class, MediaType.TEXT_PLAIN_TYPE)).isEqualTo("\u20ac");
        assertThat(text.readData(byte[].class)).hasSize(3);
        assertThat(server.waiting()).as("requests for reading").isZero();
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
