/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A source's way to its server: attempts, what their responses mean, reading, and the next attempt. Its state is changed on
 * the source's serial executor only; what other threads may read or do is marked.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model">WHATWG HTML,
 *     processing model</a>
 */
final class Connection implements Attempt.Owner {

    private static final int NO_CONTENT = 204;

    private final SourceSettings settings;
    private final Delivery delivery;
    private final EventParser parser;
    private final Watchdog watchdog;
    private final AtomicReference<ReadyState> state = new AtomicReference<>(ReadyState.CONNECTING);

    private final SentId sentId;
    private volatile String lastEventId;
    private volatile Duration reconnectionTime;
    private volatile boolean closed;
    private volatile @Nullable Attempt attempt;
    private long attempts;
    private long started;
    private int failures;
    private int breaches;
    private String origin = "";
    private Transport.@Nullable Response response;
    private boolean awaitingBytes;
    private @Nullable Runnable atEnd;
    private @Nullable Runnable cancelTimer;

    Connection(SourceSettings settings, Function<Connection, Delivery> delivery) {
        this.settings = settings;
        this.lastEventId = settings.lastEventId();
        this.sentId = new SentId(lastEventId, settings.transport(), settings.uri());
        this.reconnectionTime = settings.reconnectionTime();
        this.parser = new EventParser(settings.limits(), untilClosed(settings.comments()));
        this.watchdog = new Watchdog(settings);
        this.delivery = delivery.apply(this);
        settings.serial().whenRejected(cause -> fail(Optional.of(cause)), this::faulted);
    }

    private @Nullable CommentListener untilClosed(@Nullable CommentListener comments) {
        return comments == null
                ? null
                : new CommentListener() {
                    @Override
                    public void comment(String text) {
                        if (!closed) {
                            comments.comment(text);
                        }
                    }

                    @Override
                    public void blockDropped() {
                        comments.blockDropped();
                    }
                };
    }

    /** Any thread. */
    void start() {
        settings.serial().execute(this::connect);
    }

    /** Any thread. */
    ReadyState state() {
        return Objects.requireNonNull(state.get());
    }

    /** Any thread. */
    String lastEventId() {
        return lastEventId;
    }

    /** Any thread. */
    Duration reconnectionTime() {
        return reconnectionTime;
    }

    /** Any thread: true from the call of {@link #close} on, when nothing may be delivered any more. */
    boolean isClosed() {
        return closed;
    }

    /** Any thread: returns at once. */
    void close() {
        closed = true;
        if (state.getAndSet(ReadyState.CLOSED) == ReadyState.CLOSED) {
            return;
        }
        Attempt current = attempt;
        if (current != null) {
            current.cancel();
        }
        settings.serial().execute(() -> {
            stop();
            delivery.ended(Optional.empty());
        });
    }

    /** Any thread: the delivery is ready again. */
    void proceed() {
        settings.serial().execute(this::read);
    }

    private void connect() {
        if (state.get() != ReadyState.CONNECTING || attempt != null) {
            return;
        }
        attempts++;
        response = null;
        started = settings.timing().nanoTime();
        if (!Origins.isHttp(settings.uri())) {
            refused(new IOException("\"" + settings.uri() + "\" is not an http or https URL with a host"));
            return;
        }
        OutgoingRequest request = new OutgoingRequest(settings, attempts, sentId.get());
        try {
            settings.hook().accept(request);
        } catch (Throwable e) { // checked ones too: not every language declares them
            broken(e);
            return;
        }
        Attempt next = new Attempt(settings, request, this);
        attempt = next;
        if (closed) { // and close() has not seen it
            return;
        }
        watchdog.watch(this::idle);
        next.start();
    }

    @Override
    public void responded(Transport.Response arrived) {
        watchdog.rest();
        response = arrived;
        ResponsePolicy.Decision decision;
        try {
            decision = Objects.requireNonNull(
                    settings.responses().decide(arrived.status(), arrived.headers()),
                    "The response policy has decided null");
        } catch (Throwable e) { // the application's code, which says neither yes nor no
            broken(e);
            return;
        }
        switch (decision.action()) {
            case OPEN -> open(arrived);
            case RETRY -> {
                failures++;
                reconnect(Optional.empty(), decision.delay().orElseGet(this::delayAfterFailure));
            }
            case FAIL -> fail(Optional.empty(), refusal(arrived));
        }
    }

    private void open(Transport.Response arrived) {
        if (!Headers.mediaType(arrived.headers()).equals(Headers.EVENT_STREAM)) {
            String type = Headers.first(arrived.headers(), "Content-Type").orElse("");
            refused(new IOException(
                    "The media type of " + arrived.uri() + " is \"" + type + "\" and not " + Headers.EVENT_STREAM));
            return;
        }
        failures = 0;
        origin = Origins.of(arrived.uri());
        parser.reset(lastEventId);
        if (state.compareAndSet(ReadyState.CONNECTING, ReadyState.OPEN)) {
            delivery.opened(new OpenEvent(arrived.uri(), arrived.headers(), attempts));
            read();
        }
    }

    @Override
    public void received(List<ByteBuffer> bytes) {
        watchdog.rest();
        awaitingBytes = false;
        for (ByteBuffer piece : bytes) {
            parser.feed(piece);
        }
        read();
    }

    @Override
    public void ended() {
        finish(() -> reconnect(Optional.empty(), reconnectionTime));
    }

    /** After it was open, as {@link #ended}; before, a failed attempt. */
    @Override
    public void broken(Throwable cause) {
        if (cause instanceof UnsendableRequestException) {
            refused(cause);
            return;
        }
        if (state.get() == ReadyState.OPEN) {
            finish(() -> reconnect(Optional.of(cause), reconnectionTime));
        } else {
            failures++;
            reconnect(Optional.of(cause), delayAfterFailure());
        }
    }

    @Override
    public void refused(Throwable cause) {
        fail(Optional.of(cause));
    }

    /** Delivers what has been read before the end. */
    private void finish(Runnable end) {
        watchdog.rest();
        awaitingBytes = false;
        atEnd = end;
        read();
    }

    /** Delivers what there is, as far as it is wanted, then asks for more. */
    private void read() {
        if (state.get() != ReadyState.OPEN || awaitingBytes) {
            return;
        }
        boolean wanted = true;
        try {
            while (!closed && (wanted = delivery.ready()) && parser.next()) {
                takeFields();
                breaches = 0;
                delivery.message(parser, origin);
            }
        } catch (StreamLimitException e) {
            breached(e);
            return;
        }
        takeFields();
        if (closed || !wanted) {
            return;
        }
        Runnable end = atEnd;
        if (end != null) {
            end.run();
            return;
        }
        awaitingBytes = true;
        watchdog.watch(this::idle);
        Attempt current = attempt;
        if (current != null) {
            current.request();
        }
    }

    private void takeFields() {
        String id = parser.lastEventId();
        lastEventId = id;
        sentId.update(id);
        long retry = parser.takeRetry();
        if (retry >= 0) {
            reconnectionTime = Durations.ofMillis(retry);
        }
    }

    private void breached(StreamLimitException e) {
        if (settings.closingBeyondLimits()) {
            fail(Optional.of(e));
        } else { // back-off, since the same event may come again
            breaches++;
            reconnect(Optional.of(e), reconnectionTime.plus(settings.backoff().delay(breaches, settings.random())));
        }
    }

    private void idle(Duration timeout) {
        IdleStreamException cause = new IdleStreamException(timeout);
        if (state.get() == ReadyState.OPEN) {
            reconnect(Optional.of(cause), reconnectionTime);
        } else {
            broken(cause);
        }
    }

    private Duration delayAfterFailure() {
        return reconnectionTime.plus(settings.backoff().delay(failures, settings.random()));
    }

    private void reconnect(Optional<Throwable> cause, Duration wanted) {
        Duration delay = floored(wanted);
        if (!settings.reconnecting()) {
            fail(cause);
            return;
        }
        stop();
        state.compareAndSet(ReadyState.OPEN, ReadyState.CONNECTING);
        if (closed) {
            return;
        }
        delivery.failed(error(cause, Optional.of(delay)));
        if (closed) {
            return;
        }
        try {
            cancelTimer = settings.timing().schedule(this::start, delay);
        } catch (Throwable e) { // a scheduler that was shut down, or has no memory for a thread
            fail(Optional.of(e));
        }
    }

    /** What the server asks for must not make an attack of its clients; what the application has set may be any. */
    private Duration floored(Duration wanted) {
        Duration own = settings.reconnectionTime();
        Duration floor = own.compareTo(settings.reconnectionFloor()) < 0 ? own : settings.reconnectionFloor();
        Duration least = floor.minusNanos(settings.timing().nanoTime() - started);
        return wanted.compareTo(least) < 0 ? least : wanted;
    }

    private void fail(Optional<Throwable> cause) {
        fail(cause, cause);
    }

    /** Subscribers need an exception even where the response's status says it all. */
    private void fail(Optional<Throwable> cause, Optional<Throwable> failure) {
        stop();
        if (state.getAndSet(ReadyState.CLOSED) != ReadyState.CLOSED) {
            delivery.failed(error(cause, Optional.empty()));
            delivery.ended(failure);
        }
    }

    /** With 204 the server has said that there is nothing more, which is an end and no failure. */
    private static Optional<Throwable> refusal(Transport.Response response) {
        return response.status() == NO_CONTENT
                ? Optional.empty()
                : Optional.of(new IOException(response.uri() + " has answered with status " + response.status()));
    }

    /** A task has thrown: whatever state it has left, a new attempt begins from a known one. */
    private void faulted(Throwable cause) {
        if (state.get() != ReadyState.CLOSED) {
            failures++;
            reconnect(Optional.of(cause), delayAfterFailure());
        }
    }

    private ErrorEvent error(Optional<Throwable> cause, Optional<Duration> delay) {
        Transport.Response last = response;
        return new ErrorEvent(
                cause,
                last == null ? OptionalInt.empty() : OptionalInt.of(last.status()),
                last == null ? Map.of() : last.headers(),
                attempts,
                delay);
    }

    /** Nothing is under way any more. */
    private void stop() {
        if (cancelTimer != null) {
            cancelTimer.run();
            cancelTimer = null;
        }
        watchdog.stop();
        awaitingBytes = false;
        atEnd = null;
        Attempt current = attempt;
        attempt = null;
        if (current != null) {
            current.cancel();
        }
    }
}
