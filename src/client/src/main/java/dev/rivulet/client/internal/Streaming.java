/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.IdleStreamException;
import dev.rivulet.client.ReadyState;
import dev.rivulet.client.StreamLimitException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stream is open. */
final class Streaming extends Underway {

    private final String origin;
    private final ContentDecoder decoder;
    private boolean awaitingBytes;
    private @Nullable Runnable atEnd;

    Streaming(Connection connection, Attempt attempt, String origin, ContentDecoder decoder) {
        super(connection, attempt);
        this.origin = origin;
        this.decoder = decoder;
    }

    @Override
    public ReadyState readyState() {
        return ReadyState.OPEN;
    }

    @Override
    public void received(List<ByteBuffer> bytes) {
        connection.watchdog().rest();
        awaitingBytes = false;
        decoder.feed(bytes);
        read();
    }

    @Override
    public void ended() {
        finish(Optional.empty());
    }

    @Override
    public void broken(Throwable cause) {
        finish(Optional.of(cause));
    }

    @Override
    public void silent(Duration timeout) {
        connection.retryLater(
                Optional.of(new IdleStreamException(timeout)),
                connection.reconnection().afterEnd());
    }

    @Override
    public void wanted() {
        read();
    }

    @Override
    public void leave() {
        decoder.close();
        super.leave();
    }

    /** Delivers what has been read before the end. */
    private void finish(Optional<Throwable> cause) {
        connection.watchdog().rest();
        awaitingBytes = false;
        atEnd = () -> connection.retryLater(cause, connection.reconnection().afterEnd());
        read();
    }

    /** Delivers what there is, as far as it is wanted, then asks for more. */
    void read() {
        if (awaitingBytes) {
            return;
        }
        boolean drained;
        try {
            drained = drain();
        } catch (StreamLimitException e) {
            if (connection.plan().closingBeyondLimits()) {
                connection.giveUp(Optional.of(e));
            } else {
                connection.retryLater(Optional.of(e), connection.reconnection().afterBreach());
            }
            return;
        } catch (IOException e) { // not what its content coding says
            connection.retryLater(Optional.of(e), connection.reconnection().afterBreach());
            return;
        }
        connection.takeFields();
        if (connection.isClosed() || !connection.isIn(this) || !drained) {
            return;
        }
        if (atEnd != null) {
            atEnd.run();
            return;
        }
        awaitingBytes = true;
        connection.watchdog().watch();
        attempt.request();
    }

    /** False if there may be more than is wanted now. */
    private boolean drain() throws IOException {
        while (!connection.isClosed() && connection.delivery().isReady()) {
            if (connection.parser().next()) {
                connection.takeFields();
                connection.reconnection().delivered();
                connection.delivery().message(connection.parser(), origin);
            } else {
                ByteBuffer piece = decoder.next();
                if (piece == null) {
                    return true;
                }
                connection.parser().feed(piece);
            }
        }
        return false;
    }
}
