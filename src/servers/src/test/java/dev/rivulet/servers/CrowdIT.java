/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.NumberedEvents;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.Followers;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.server.Position;
import dev.rivulet.servers.support.AppServer;
import dev.rivulet.servers.support.AppServers;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Five hundred clients, fifty of which never read. */
@ExtendWith(AppServers.class)
@Tag("ends")
class CrowdIT {

    private static final int READING = 450;
    private static final int STUCK = 50;
    private static final int EVENTS = 4_000;
    /** All of it is more than the kernel's buffers take for a client that does not read. */
    private static final int SIZE = 1_000;

    @Test
    void clientsThatNeverReadTakeNothingFromTheOthers(AppServer server) {
        App probe = server.app(AppServers.PROBE);
        Position before;
        try (RawStream standing = probe.stream("api/channels/standing")) {
            standing.opening(); // tells where the node stands
            before = Position.parse(standing.lastEventId()).orElseThrow();
        }
        byte[] wire = NumberedEvents.wire(before, EVENTS, SIZE);
        URI stream = probe.root().resolve("api/channels/crowd");
        List<RawStream> stuck = new ArrayList<>();
        try (Followers followers = new Followers(stream, READING, wire)) {
            followers.awaitOpen();
            for (int i = 0; i < STUCK; i++) {
                stuck.add(RawStream.getWithSmallWindow(stream));
            }
            // The headers may leave before the stream is open.
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(() -> assertThat(probe.get("api/channels/crowd/subscribers"))
                            .isEqualTo(Integer.toString(READING + STUCK)));

            CompletableFuture<HttpResponse<String>> published =
                    probe.postLater("api/channels/crowd/numbered?from=1&count=" + EVENTS + "&size=" + SIZE, "");
            followers.awaitAll();

            assertThat(published.join().body())
                    .isEqualTo(before.at(before.stamp() + EVENTS).toString());
            // They are ended, and the others stay.
            String ended = server.breaksStalledConnections() ? ".* (STALLED|CLIENT_GONE)" : ".* STALLED";
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(() -> assertThat(
                                    probe.get("api/subscriptions/crowd/closed").lines())
                            .hasSize(STUCK)
                            .allMatch(line -> line.matches(ended)));
            assertThat(probe.get("api/channels/crowd/subscribers")).isEqualTo(Integer.toString(READING));
        } finally {
            stuck.forEach(RawStream::reset);
        }
    }
}
