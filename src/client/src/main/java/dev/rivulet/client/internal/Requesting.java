/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.IdleStreamException;
import dev.rivulet.client.ResponsePolicy;
import dev.rivulet.client.Transport;
import dev.rivulet.client.UnsendableRequestException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** No response has come yet. */
final class Requesting extends Underway {

    Requesting(Connection connection, Attempt attempt) {
        super(connection, attempt);
    }

    @Override
    public void responded(Transport.Response arrived) {
        connection.watchdog().rest();
        connection.responded(arrived);
        ResponsePolicy.Decision decision;
        try {
            decision = Objects.requireNonNull(
                    connection.plan().responses().decide(arrived.status(), arrived.headers()),
                    "The response policy has decided null");
        } catch (Throwable e) { // the application's code, which says neither yes nor no
            broken(e);
            return;
        }
        switch (decision.action()) {
            case OPEN -> open(arrived);
            case RETRY ->
                refused(
                        arrived,
                        () -> connection.retryLater(
                                Optional.empty(), connection.reconnection().afterAnswer(decision.delay())));
            case FAIL -> refused(arrived, () -> connection.giveUp(Optional.empty()));
        }
    }

    @Override
    public void ended() {
        broken(new IOException("The exchange has ended before a response"));
    }

    @Override
    public void broken(Throwable cause) {
        if (cause instanceof Attempt.Refusal refusal) {
            connection.giveUp(Optional.of(refusal.reason()));
        } else if (cause instanceof UnsendableRequestException) {
            connection.giveUp(Optional.of(cause));
        } else {
            connection.retryLater(Optional.of(cause), connection.reconnection().afterFailure());
        }
    }

    @Override
    public void silent(Duration timeout) {
        broken(new IdleStreamException(timeout));
    }

    private void open(Transport.Response arrived) {
        if (!Headers.mediaType(arrived.headers()).equals(Headers.EVENT_STREAM)) {
            String type = Headers.first(arrived.headers(), "Content-Type").orElse("");
            connection.giveUp(Optional.of(new IOException(
                    "The media type of " + arrived.uri() + " is \"" + type + "\" and not " + Headers.EVENT_STREAM)));
            return;
        }
        Optional<ContentDecoder> decoder = ContentDecoder.of(arrived.headers());
        if (decoder.isEmpty()) {
            connection.giveUp(Optional.of(new IOException("The content coding of " + arrived.uri() + " is \""
                    + ContentDecoder.coding(arrived.headers()) + "\" and none of " + ContentDecoder.ACCEPTED)));
        } else if (!connection.isClosed()) {
            connection.reconnection().opened();
            connection.parser().reset(connection.lastEventId());
            Streaming streaming = new Streaming(connection, attempt, Origins.of(arrived.uri()), decoder.get());
            connection.goOn(streaming);
            connection
                    .delivery()
                    .opened(new SourceOpened(
                            arrived.uri(),
                            arrived.headers(),
                            connection.reconnection().attempts()));
            streaming.read();
        }
    }

    private void refused(Transport.Response arrived, Runnable conclusion) {
        Optional<ProblemDocument> document = ProblemDocument.of(arrived);
        if (document.isEmpty()) {
            conclusion.run();
            return;
        }
        Refused refused = new Refused(connection, attempt, document.get(), conclusion);
        connection.goOn(refused);
        refused.read();
    }
}
