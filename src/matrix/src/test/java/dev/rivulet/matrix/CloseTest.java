/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.client.EventSource;
import dev.rivulet.client.ReadyState;
import jakarta.ws.rs.sse.SseEventSource;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server says nothing while a source closes: a close that waited for it would last for ever. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CloseTest extends MatrixTest {

    @Test
    void closingAnIdleStreamReturnsAndFreesThreadAndSocket() throws Exception {
        EventSource source = recorder.open(source("/stream"));
        Exchange stream = server.next().stream().send("data: x\n\n");
        assertThat(recorder.next()).isEqualTo("open");
        assertThat(recorder.next()).isEqualTo("message|x|");

        source.close();
        assertThat(source.readyState()).isEqualTo(ReadyState.CLOSED);
        expectFreed(stream);
        assertThat(recorder.isEmpty()).isTrue();
    }

    @Test
    void closingBeforeTheHeadFreesThreadAndSocket() throws Exception {
        EventSource source = recorder.open(source("/stream"));
        Exchange exchange = server.next();

        source.close();
        if (!jaxRs.freesBeforeTheHead()) {
            exchange.stream(); // the server's next byte
        }
        expectFreed(exchange);
        assertThat(recorder.isEmpty()).isTrue();
    }

    @Test
    void closingAJaxRsSourceReturnsAndFreesThreadAndSocket() throws Exception {
        SseEventSource source = jaxRsSource("/stream");
        source.register(event -> recorder.add(event.readData()), recorder::add, () -> recorder.add("complete"));
        source.open();
        Exchange stream = server.next().stream().send("data: x\n\n");
        assertThat(recorder.next()).isEqualTo("x");

        assertThat(source.close(10, TimeUnit.SECONDS)).isTrue();
        assertThat(source.isOpen()).isFalse();
        expectFreed(stream);
        assertThat(recorder.next()).isEqualTo("complete");
        assertThat(recorder.isEmpty()).isTrue();
    }

    private void expectFreed(Exchange stream) throws Exception {
        if (!jaxRs.freesWaitingReaders()) {
            stream.send(":heartbeat\n\n");
        }
        assertThat(stream.isLeft()).isTrue();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().entrySet())
                .filteredOn(thread -> thread.getKey().getName().startsWith("rivulet-client-reader"))
                .extracting(thread -> thread.getKey() + " at " + Arrays.toString(thread.getValue()))
                .isEmpty());
    }
}
