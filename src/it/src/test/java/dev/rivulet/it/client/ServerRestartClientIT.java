/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import static dev.rivulet.client.ReadyState.CLOSED;
import static dev.rivulet.client.ReadyState.CONNECTING;
import static dev.rivulet.client.ReadyState.OPEN;
import static dev.rivulet.it.browser.Browser.awaitThat;
import static dev.rivulet.it.client.Recording.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.client.EventSourceBuilder;
import dev.rivulet.client.ResponsePolicy;
import dev.rivulet.it.browser.Browser;
import dev.rivulet.it.browser.SamplesExtension;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.server.Position;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Java sources that are open while the server under them ends and another one takes its place. */
class ServerRestartClientIT {

    private static final List<String> NAMES = List.of("message", "rivulet:gap");

    /** As a server answers that listens before it has deployed the application. */
    private static final ResponsePolicy ALSO_404 = (status, headers) ->
            status == 404 ? ResponsePolicy.Decision.retry() : ResponsePolicy.KEEP_TRYING.decide(status, headers);

    @AutoClose
    private static PayaraMicroProcess server;

    @BeforeAll
    static void start() {
        server = SamplesExtension.server("client-restarts", "rivulet.drain.period=1s", "rivulet.drain.retry=1s");
    }

    @Test
    void sourcesComeBackByThemselvesAfterTheServerWasKilled() {
        assertSourcesComeBackAfter(server::kill);
    }

    @Test
    void sourcesComeBackByThemselvesAfterTheServerWasStopped() {
        assertSourcesComeBackAfter(() -> {
            server.terminate();
            assertThat(server.awaitExit(Browser.TIMEOUT)).isTrue();
        });
    }

    private static void assertSourcesComeBackAfter(Runnable end) {
        List<JavaRecording> sources = Arrays.stream(Over.values())
                .map(transport -> JavaRecording.start(patient(transport), NAMES))
                .toList();
        try {
            sources.forEach(
                    source -> awaitThat(() -> assertThat(source.messages()).hasSizeGreaterThan(1)));

            end.run();
            // A server that is stopping may open a stream once more; one that is gone does not.
            sources.forEach(source ->
                    awaitThat(() -> assertThat(source.source().readyState()).isEqualTo(CONNECTING)));
            List<ReceivedEvent> last = sources.stream()
                    .map(source -> source.messages().get(source.messages().size() - 1))
                    .toList();
            server.start();

            for (int i = 0; i < sources.size(); i++) {
                assertComesBack(sources.get(i), last.get(i));
            }
        } finally {
            sources.forEach(JavaRecording::close);
        }
    }

    private static EventSourceBuilder patient(Over transport) {
        return transport
                .builder(server.app("").root().resolve("api/time"))
                .reconnectionTime(Duration.ofMillis(500))
                .responsePolicy(ALSO_404);
    }

    private static void assertComesBack(JavaRecording source, ReceivedEvent last) {
        awaitThat(() -> {
            List<ReceivedEvent> messages = source.messages();
            assertThat(messages.subList(messages.indexOf(last) + 1, messages.size()))
                    .hasSizeGreaterThan(3);
        });
        List<ReceivedEvent> messages = source.messages();
        List<ReceivedEvent> later = messages.subList(messages.indexOf(last) + 1, messages.size());

        assertThat(source.source().readyState()).isEqualTo(OPEN);
        assertThat(source.entries()).contains(error(CONNECTING)).doesNotContain(error(CLOSED));
        assertThat(source.opened()).isGreaterThanOrEqualTo(2);
        // The new server was asked to resume after the last event, and said that it does not know it.
        assertThat(later.get(0).type()).isEqualTo("rivulet:gap");
        assertThat(later.get(0).data()).contains("\"requested\":\"" + last.lastEventId() + '"');
        for (int i = 2; i < later.size(); i++) {
            assertThat(position(later.get(i)).isAfter(position(later.get(i - 1))))
                    .isTrue();
        }
    }

    private static Position position(ReceivedEvent event) {
        return Position.parse(event.lastEventId()).orElseThrow();
    }
}
