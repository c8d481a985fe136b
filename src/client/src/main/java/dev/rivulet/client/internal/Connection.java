/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.ReadyState;
import dev.rivulet.client.ResponsePolicy;
import dev.rivulet.client.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A source's way to its server. It is in one {@link ConnectionState} at a time, which does what there is to do in it; between states lead
 * three transitions, {@link #retryNow}, {@link #retryLater} and {@link #giveUp}, and {@link #close}. All of that happens on the
 * source's serial executor; what other threads may read or do is marked.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model">WHATWG HTML,
 *     processing model</a>
 */
public final class Connection {

    private final Plan plan;
    private final Delivery delivery;
    private final EventParser parser;
    private final Watchdog watchdog;
    private final Reconnection reconnection;
    private final SentId sentId;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private volatile ConnectionState state = new Waiting(this, () -> {});
    private volatile String lastEventId;
    private volatile boolean closed;
    private Transport.@Nullable Response response; // of the current attempt
    private Optional<String> problem = Optional.empty();

    /** What a connection is made with. */
    public record Plan(
            SourceUrl url,
            RequestDraft request,
            Consumer<? super RequestDraft> hook,
            Attempt.Session session,
            String lastEventId,
            Reconnection.Plan reconnection,
            boolean reconnecting,
            ResponsePolicy responses,
            Optional<Duration> idleTimeout,
            Limits limits,
            boolean closingBeyondLimits,
            Environment environment) {}

    /** Makes the connection; {@link #start} begins it. */
    public Connection(Plan plan, @Nullable CommentListener comments, Function<Connection, Delivery> delivery) {
        Environment environment = plan.environment();
        this.plan = plan;
        this.lastEventId = plan.lastEventId();
        this.sentId =
                new SentId(lastEventId, plan.session().transport(), plan.url().uri());
        this.reconnection = new Reconnection(plan.reconnection(), environment.timing(), environment.random());
        this.parser = new EventParser(plan.limits(), comments == null ? null : comments.until(this::isClosed));
        this.watchdog =
                new Watchdog(plan.idleTimeout(), environment.timing(), serial(), timeout -> state.silent(timeout));
        this.delivery = delivery.apply(this);
        serial().whenRejected(cause -> giveUp(Optional.of(cause)), this::faulted);
    }

    /** Any thread. */
    public void start() {
        serial().execute(() -> state.due());
    }

    /** Any thread. */
    public ReadyState readyState() {
        return closed ? ReadyState.CLOSED : state.readyState();
    }

    /** Any thread. */
    public String lastEventId() {
        return lastEventId;
    }

    /** Any thread. */
    public Duration reconnectionTime() {
        return reconnection.time();
    }

    /** Any thread: true from the call of {@link #close} on, when nothing may be delivered any more. */
    public boolean isClosed() {
        return closed;
    }

    /** Any thread: complete when nothing will be delivered any more; with the failure, where there was one. */
    public CompletionStage<Void> end() {
        return end.minimalCompletionStage();
    }

    /** What runs the source's tasks. */
    public SerialExecutor serial() {
        return plan.environment().serial();
    }

    Plan plan() {
        return plan;
    }

    /** What {@link #Connection} was given the maker of. */
    public Delivery delivery() {
        return delivery;
    }

    EventParser parser() {
        return parser;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    Reconnection reconnection() {
        return reconnection;
    }

    Timing timing() {
        return plan.environment().timing();
    }

    SourceUrl url() {
        return plan.url();
    }

    /** Any thread: returns at once. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        state.abandon();
        serial().execute(() -> finish(Optional.empty()));
    }

    /** Any thread: the delivery is ready again. */
    public void proceed() {
        serial().execute(() -> state.wanted());
    }

    boolean isIn(ConnectionState one) {
        return state == one;
    }

    /** The attempt goes on, in another state. */
    void goOn(ConnectionState next) {
        state = next;
    }

    /** The current attempt's response has come. */
    void responded(Transport.Response arrived) {
        response = arrived;
    }

    /** What it says about a refusal. */
    void explained(Optional<String> document) {
        problem = document;
    }

    /** Where the stream stands, by its events so far. */
    void takeFields() {
        String id = parser.lastEventId();
        lastEventId = id;
        sentId.update(id);
        long retry = parser.takeRetry();
        if (retry >= 0) {
            reconnection.serverAsksFor(retry);
        }
    }

    /** The next attempt begins. */
    void retryNow() {
        response = null;
        problem = Optional.empty();
        long number = reconnection.attempt();
        if (!Origins.isHttp(plan.url().uri())) {
            giveUp(Optional.of(
                    new IOException("\"" + plan.url().uri() + "\" is not an http or https URL with a host")));
            return;
        }
        RequestDraft request = plan.request().forAttempt(number, sentId.get());
        try {
            plan.hook().accept(request);
            request.requireMethodForBody();
        } catch (Throwable e) { // checked ones too: not every language declares them
            retryLater(Optional.of(e), reconnection.afterFailure());
            return;
        }
        Attempt attempt =
                new Attempt(request, plan.url().authorization(), plan.session(), serial(), new CurrentState());
        state = new Requesting(this, attempt);
        if (closed) { // and close() has not seen it
            return;
        }
        watchdog.watch();
        attempt.start();
    }

    /** An error event, and another attempt after that time. */
    void retryLater(Optional<Throwable> cause, Duration delay) {
        if (!plan.reconnecting()) {
            giveUp(cause);
            return;
        }
        state.leave();
        state = new Waiting(this, () -> {});
        if (closed) {
            return;
        }
        delivery.failed(error(cause, Optional.of(delay)));
        if (closed) {
            return;
        }
        try {
            state = new Waiting(this, timing().schedule(this::start, delay));
        } catch (Throwable e) { // a scheduler that was shut down, or has no memory for a thread
            giveUp(Optional.of(e));
        }
    }

    /** The last error event, for what no other attempt would mend. */
    void giveUp(Optional<Throwable> cause) {
        if (closed || state instanceof Closed) {
            return;
        }
        state.leave();
        state = new Closed();
        SourceError error = error(cause, Optional.empty());
        delivery.failed(error);
        Optional<Throwable> failure = error.isRegularEnd() || (cause.isEmpty() && !plan.reconnecting())
                ? Optional.empty()
                : Optional.of(cause.orElseGet(() -> new IOException(plan.url().uri() + ": " + error.reason())));
        complete(failure);
    }

    private void finish(Optional<Throwable> failure) {
        if (!(state instanceof Closed)) {
            state.leave();
            state = new Closed();
            complete(failure);
        }
    }

    private void complete(Optional<Throwable> failure) {
        delivery.ended(failure);
        failure.ifPresentOrElse(end::completeExceptionally, () -> end.complete(null));
    }

    /** A task has thrown: whatever state it has left, a new attempt begins from a known one. */
    private void faulted(Throwable cause) {
        if (!(state instanceof Closed)) {
            retryLater(Optional.of(cause), reconnection.afterFailure());
        }
    }

    private SourceError error(Optional<Throwable> cause, Optional<Duration> delay) {
        Transport.Response last = response;
        return new SourceError(
                cause,
                last == null ? OptionalInt.empty() : OptionalInt.of(last.status()),
                last == null ? Map.of() : last.headers(),
                problem,
                reconnection.attempts(),
                delay);
    }

    /** Gives what a transport tells to the state that the connection is in. */
    private final class CurrentState implements Transport.Receiver {

        @Override
        public void onResponse(Transport.Response arrived) {
            state.responded(arrived);
        }

        @Override
        public void onBytes(List<ByteBuffer> bytes) {
            state.received(bytes);
        }

        @Override
        public void onEnd() {
            state.ended();
        }

        @Override
        public void onFailure(Throwable cause) {
            state.broken(cause);
        }
    }
}
