/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.app.NumberedEvents;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.Http2Stream;
import dev.rivulet.servers.support.AppServer;
import dev.rivulet.servers.support.AppServers;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HTTP/2 in clear text, as each server speaks it unless told otherwise. */
@ExtendWith(AppServers.class)
@Tag("full")
class Http2IT {

    private static final int STREAMS = 20;
    private static final int EVENTS = 1_000;
    private static final int SIZE = 200;

    @Test
    void streamsOfOneConnectionReceiveEveryEventOnceAndInOrder(AppServer server) throws Exception {
        App probe = server.app(AppServers.PROBE);
        probe.get("api/channels/http2/position"); // the channel is there before its streams
        HttpClient client = Http2Stream.client();
        List<Http2Stream> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            Http2Stream stream = Http2Stream.get(client, probe.root().resolve("api/channels/http2"));
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
            streams.add(stream);
        }
        for (Http2Stream stream : streams) {
            stream.idLine(); // of the block that opens it
        }
        CompletableFuture<HttpResponse<String>> published =
                probe.postLater("api/channels/http2/numbered?from=1&count=" + EVENTS + "&size=" + SIZE, "");

        for (Http2Stream stream : streams) {
            try (stream) {
                for (int next = 1; next <= EVENTS; next++) {
                    assertThat(stream.dataLine()).isEqualTo("data: " + NumberedEvents.data(next, SIZE));
                }
                assertThat(stream.idLine()).isEqualTo("id: " + published.join().body());
            }
        }
    }
}
