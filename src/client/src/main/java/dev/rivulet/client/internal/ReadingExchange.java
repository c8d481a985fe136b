/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A response that a thread of its own waits for and reads, piece by piece as it is asked. A reader that is stuck in a read is
 * interrupted, which frees a virtual thread, and its stream is closed by another thread, which frees most others.
 */
final class ReadingExchange implements Transport.Exchange {

    private static final System.Logger LOG = System.getLogger(ReadingExchange.class.getName());
    private static final int PIECE_SIZE = 16 << 10;

    private final Opener opener;
    private final boolean interruptible;
    private final Transport.Receiver receiver;
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean cancelled;
    private volatile @Nullable Opened opened;
    private volatile @Nullable Thread reader;

    /** Sends the request and waits for the response's head. */
    @FunctionalInterface
    interface Opener {
        Opened open() throws Exception;
    }

    /** A response to be read. */
    record Opened(Transport.Response response, InputStream body, AutoCloseable resource) {}

    private ReadingExchange(Opener opener, boolean interruptible, Transport.Receiver receiver) {
        this.opener = opener;
        this.interruptible = interruptible;
        this.receiver = receiver;
    }

    /** Those that wait for the head are interrupted only if the opener can be: the others cancel when it has come. */
    static ReadingExchange start(Opener opener, boolean interruptible, Transport.Receiver receiver) {
        ReadingExchange exchange = new ReadingExchange(opener, interruptible, receiver);
        exchange.reader = Threads.start(exchange::run);
        return exchange;
    }

    @Override
    public void request() {
        asked.release();
    }

    @Override
    public void cancel() {
        if (cancelled) {
            return;
        }
        cancelled = true;
        Opened response = opened;
        Thread current = reader;
        if (current != null && (interruptible || response != null)) {
            current.interrupt();
        }
        if (response != null) {
            startToClose(response);
        }
    }

    private static void startToClose(Opened response) {
        try {
            Threads.start(() -> close(response));
        } catch (Throwable e) { // no memory for a thread: the reader closes when its read returns
            ApplicationCode.log(LOG, Level.WARNING, "No thread closes the response of a closed source at once", e);
        }
    }

    private void run() {
        Opened response = null;
        try {
            response = opener.open();
            opened = response;
            if (!cancelled) {
                receiver.onResponse(response.response());
                read(response.body());
            }
        } catch (Throwable e) { // whatever it is, the source waits for an answer
            if (!cancelled) {
                receiver.onFailure(e);
            }
        } finally {
            if (response != null) {
                close(response);
            }
        }
    }

    private void read(InputStream body) throws IOException, InterruptedException {
        byte[] piece = new byte[PIECE_SIZE];
        while (!cancelled) {
            asked.acquire();
            int length = body.read(piece);
            if (length < 0) {
                receiver.onEnd();
                return;
            }
            receiver.onBytes(List.of(ByteBuffer.wrap(piece, 0, length)));
        }
    }

    /**
     * The resource first, since closing the stream may mean to read the rest of it. With Jersey's default connector either
     * takes until the server's next byte.
     */
    private static void close(Opened response) {
        try {
            response.resource().close();
            response.body().close();
        } catch (Throwable e) {
            ApplicationCode.log(LOG, Level.DEBUG, "The response of a closed source", e);
        }
    }
}
