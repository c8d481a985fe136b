/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** The server has said no, and is saying why. */
final class Refused extends Underway {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ProblemDocument document;
    private final Runnable conclusion;
    private Runnable cancelTimer = () -> {};

    Refused(Connection connection, Attempt attempt, ProblemDocument document, Runnable conclusion) {
        super(connection, attempt);
        this.document = document;
        this.conclusion = conclusion;
    }

    void read() {
        try {
            cancelTimer = connection.timing().schedule(() -> connection.serial().execute(this::conclude), PATIENCE);
        } catch (Throwable e) {
            conclude();
            return;
        }
        attempt.request();
    }

    @Override
    public void received(List<ByteBuffer> bytes) {
        if (document.feed(bytes)) {
            attempt.request();
        } else {
            conclude();
        }
    }

    @Override
    public void ended() {
        connection.explained(document.text());
        conclude();
    }

    @Override
    public void broken(Throwable cause) {
        conclude();
    }

    @Override
    public void leave() {
        cancelTimer.run();
        document.close();
        super.leave();
    }

    private void conclude() {
        if (connection.isIn(this) && !connection.isClosed()) {
            conclusion.run();
        }
    }
}
