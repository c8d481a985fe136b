/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that a test opens, blocks, breaks and reads. */
public final class FakeStream implements EventStream {

    private final List<String> writes = new ArrayList<>();
    private @Nullable StreamOwner owner;
    private @Nullable Exception failure;
    private @Nullable Error error;
    private Runnable onReady = () -> {};
    private Runnable onWrite = () -> {};
    private Runnable onFlush = () -> {};
    private Runnable onClose = () -> {};
    private boolean ready = true;
    private boolean closed;

    @Override
    public void start(StreamOwner owner) {
        this.owner = owner;
        owner.ready();
    }

    @Override
    public boolean isReady() {
        if (error != null) {
            throw error;
        }
        onReady.run();
        return ready;
    }

    @Override
    public void flush() {
        onFlush.run();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!ready || closed) {
            throw new AssertionError("Written while not ready, or after the end");
        }
        if (failure instanceof IOException broken) {
            throw broken;
        }
        if (failure instanceof RuntimeException fault) {
            throw fault;
        }
        onWrite.run();
        writes.add(new String(bytes, offset, length, UTF_8));
    }

    @Override
    public void close() {
        closed = true;
        onClose.run();
    }

    @Override
    public void abort() {
        close();
    }

    public void block() {
        ready = false;
    }

    public void unblock() {
        ready = true;
        if (owner != null) {
            owner.ready();
        }
    }

    public void breakWith(Exception cause) {
        failure = cause;
    }

    void failReadyWith(Error cause) {
        error = cause;
    }

    void onReady(Runnable action) {
        onReady = action;
    }

    void onFlush(Runnable action) {
        onFlush = action;
    }

    void onClose(Runnable action) {
        onClose = action;
    }

    void onWrite(Runnable action) {
        onWrite = action;
    }

    public int writeCount() {
        return writes.size();
    }

    public boolean isClosed() {
        return closed;
    }

    /** What was written since the last call, a string a write. */
    public List<String> takeWrites() {
        List<String> taken = List.copyOf(writes);
        writes.clear();
        return taken;
    }
}
