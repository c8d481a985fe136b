/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Providers;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a writer throws reaches the publisher, and nothing else: no stream, no log, no loop. */
class EncodingFaultsTest {

    private final StreamNode node = new StreamNode();
    private final FakeSink sink = new FakeSink();
    private final FakeSession session = new FakeSession(() -> "ruth");

    /** Something that is neither text nor an event. */
    record Price(int cents) {}

    private enum Writer {
        JSON_B {
            @Override
            void failIn(StreamNode node, Throwable failure) {
                node.json = (data, type) -> {
                    throw unchecked(failure);
                };
            }
        },
        MESSAGE_BODY_WRITER {
            @Override
            void failIn(StreamNode node, Throwable failure) {
                MessageBodyWriter<?> writer = Fakes.fake(MessageBodyWriter.class, (proxy, called, arguments) -> {
                    throw failure;
                });
                node.providers = Optional.of(Fakes.fake(Providers.class, (proxy, called, arguments) -> writer));
            }
        };

        abstract void failIn(StreamNode node, Throwable failure);

        private static RuntimeException unchecked(Throwable failure) {
            if (failure instanceof Error error) {
                throw error;
            }
            return (RuntimeException) failure;
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                        new IllegalStateException("a getter failed"),
                        new StackOverflowError(), // a cycle in the payload
                        new NoClassDefFoundError("com/example/Money"),
                        new OutOfMemoryError("Java heap space"))
                .flatMap(failure -> Stream.of(Writer.values()).map(writer -> Arguments.of(writer, failure)));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatAWriterThrowsIsThePublishersAlone(Writer writer, Throwable failure) {
        EventChannel channel = node.channels.get(ChannelName.of("a"));
        node.inRequest(session, () -> node.endpoint.subscribe(sink, "a"));
        node.settle();
        Position before = channel.position();
        writer.failIn(node, failure);

        Throwable thrown = catchThrowable(() -> channel.publish(new Price(17)));

        boolean ofThePayload = failure instanceof RuntimeException || failure instanceof StackOverflowError;
        if (ofThePayload) {
            assertThat(thrown)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Price.class.getName())
                    .hasCause(failure);
        } else {
            assertThat(thrown).isSameAs(failure);
        }
        assertThat(channel.position()).isEqualTo(before);
        assertThat(channel.counts().published()).isZero();

        channel.publish("the next one");
        node.settle();
        assertThat(sink.data()).containsExactly("the next one");
        assertThat(node.reasons()).isEmpty();
        assertThat(node.faults).isEmpty();
        node.channels.subscriptions().close(info -> true);
        node.settle();
        node.assertNothingIsLeft("at the end");
    }
}
