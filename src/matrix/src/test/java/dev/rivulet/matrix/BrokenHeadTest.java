/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rivulet.client.ErrorEvent;
import dev.rivulet.client.EventSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that breaks within a response's head is tried again, whatever the client below makes of the half of it. */
final class BrokenHeadTest extends MatrixTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP",
                "HTTP/1.1 ",
                "HTTP/1.1 2",
                "HTTP/1.1 20",
                "HTTP/1.1 200 OK\r\nContent-Type: text/ev",
                "HTTP/1.1 404 Not Found\r\nContent-Ty",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n"
            })
    void isTriedAgain(String head) throws Exception {
        assumeTrue(jaxRs.tellsOfBrokenHeads() || !head.contains("\r\n"));
        try (EventSource source = recorder.open(source("/stream"))) {
            server.next().breakWithin(head);
            List<Object> heard = new ArrayList<>();
            await().until(() -> {
                while (server.hasNext()) { // some clients try again by themselves, without a word
                    server.next().stream().send("data: x\n\n");
                }
                while (!recorder.isEmpty()) {
                    heard.add(recorder.next());
                }
                return heard.contains("message|x|") || heard.size() > 10;
            });
            assertThat(heard).endsWith("open", "message|x|");
            assertThat(heard)
                    .filteredOn(ErrorEvent.class::isInstance)
                    .allSatisfy(error ->
                            assertThat(((ErrorEvent) error).reconnectIn()).isPresent());
            assertThat(source.lastEventId()).isEmpty();
        }
    }
}
