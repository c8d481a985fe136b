/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many sources cost no thread each, and nothing once they are closed. */
class ManySourcesTest {

    private static final int SOURCES = 2_000;

    @Test
    void twoThousandSourcesUseFewerThanTenThreadsAndLeaveNoConnection() {
        try (StreamingServer server = new StreamingServer("data:a\n\n")) {
            AtomicInteger messages = new AtomicInteger();
            List<EventSource> sources = new ArrayList<>();
            for (int i = 0; i < SOURCES; i++) {
                sources.add(EventSource.builder(server.uri())
                        .onMessage(event -> messages.incrementAndGet())
                        .open());
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> messages.get() == SOURCES);
            assertThat(server.connections()).isEqualTo(SOURCES);
            assertThat(OwnThreads.named("rivulet-client") + OwnThreads.named("HttpClient-"))
                    .isLessThan(10);
            sources.forEach(EventSource::close);
            await().atMost(Duration.ofSeconds(60)).until(() -> server.connections() == 0);
        }
    }
}
