/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.internal.engine.log.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamWriterTest {

    private final List<String> calls = new ArrayList<>();
    private final StreamWriter writer = new StreamWriter(new Recorded(), () -> 0, Meter.NONE);

    @Test
    void whatTheContainerHasKeptBackGoesFirstWhenTheStreamTakesBytesAgain() throws IOException {
        writer.resume();
        for (int i = 0; i < 2; i++) {
            assertThat(writer.isWritable()).isTrue();
            writer.write(Batch.withoutEvents(new byte[1]));
        }

        assertThat(calls).containsExactly("flush", "isReady", "write", "isReady", "write");
    }

    @Test
    void aStreamThatTakesNothingIsAskedForNothing() throws IOException {
        assertThat(writer.isWritable()).isFalse();
        assertThat(calls).isEmpty();
    }

    private final class Recorded implements EventStream {
        @Override
        public void start(StreamOwner owner) {}

        @Override
        public boolean isReady() {
            return calls.add("isReady");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            calls.add("write");
        }

        @Override
        public void flush() {
            calls.add("flush");
        }

        @Override
        public void close() {}

        @Override
        public void abort() {}
    }
}
