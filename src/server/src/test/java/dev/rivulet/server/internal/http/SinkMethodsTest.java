/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkMethodsTest {

    @ParameterizedTest
    @ValueSource(
            classes = {OnMethod.class, OnClass.class, OneOfTwo.class, Inherited.class, FromInterface.class, None.class})
    void methodsThatProduceAStreamAndThoseWithoutASinkAreRight(Class<?> resource) {
        assertThat(SinkMethods.fault(method(resource))).isEmpty();
    }

    @Test
    void aForgottenProducesIsNamedWithItsMethod() {
        assertThat(SinkMethods.fault(method(Forgotten.class)).orElseThrow())
                .startsWith(
                        Forgotten.class.getName() + ".stream takes an SseEventSink, but has no @Produces: annotate");
    }

    @Test
    void anotherProducesIsShown() {
        assertThat(SinkMethods.fault(method(Wrong.class)).orElseThrow())
                .contains(
                        "Wrong.stream takes an SseEventSink, but has @Produces(application/json, text/plain): annotate");
    }

    @Test
    void theMethodsOwnCountsBeforeTheClasss() {
        assertThat(SinkMethods.fault(method(Overridden.class)).orElseThrow()).contains("has @Produces(text/plain)");
    }

    @Test
    void whatIsWrongIsSaidWhenTheApplicationStarts() {
        ResourceInfo resource = Fakes.fake(ResourceInfo.class, (proxy, called, arguments) -> method(Forgotten.class));
        FeatureContext context = Fakes.fake(FeatureContext.class, (proxy, called, arguments) -> null);
        try (LoggedLines log = new LoggedLines(SinkMethods.class)) {
            new SinkMethods().configure(resource, context);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING " + Forgotten.class.getName() + ".stream takes an SseEventSink")
                    .contains("@Produces(MediaType.SERVER_SENT_EVENTS)");
        }
    }

    private static Method method(Class<?> resource) {
        return Stream.of(resource.getDeclaredMethods())
                .filter(method -> method.getName().equals("stream"))
                .findFirst()
                .orElseThrow();
    }

    static class OnMethod {
        @Produces("text/event-stream")
        void stream(SseEventSink sink) {
            // Never called, as all of them.
        }
    }

    @Produces("text/event-stream")
    static class OnClass {
        void stream(SseEventSink sink) {}
    }

    static class OneOfTwo {
        @Produces("application/json, text/event-stream;charset=UTF-8")
        void stream(SseEventSink sink) {}
    }

    static class Inherited extends OnMethod {
        @Override
        void stream(SseEventSink sink) {}
    }

    interface Streams {
        @Produces("text/event-stream")
        void stream(SseEventSink sink);
    }

    static class FromInterface implements Streams {
        @Override
        public void stream(SseEventSink sink) {}
    }

    static class None {
        String stream(String body) {
            return body;
        }
    }

    static class Forgotten {
        void stream(SseEventSink sink) {}
    }

    static class Wrong {
        @Produces({"application/json", "text/plain"})
        void stream(SseEventSink sink) {}
    }

    @Produces("text/event-stream")
    static class Overridden {
        @Produces("text/plain")
        void stream(SseEventSink sink) {}
    }
}
