/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import dev.rivulet.client.internal.Attempt;
import dev.rivulet.client.internal.CommentListener;
import dev.rivulet.client.internal.Connection;
import dev.rivulet.client.internal.DataReaders;
import dev.rivulet.client.internal.Delivery;
import dev.rivulet.client.internal.Environment;
import dev.rivulet.client.internal.InputStreamTransport;
import dev.rivulet.client.internal.JaxRsTransport;
import dev.rivulet.client.internal.JdkTransport;
import dev.rivulet.client.internal.Limits;
import dev.rivulet.client.internal.ListenerList;
import dev.rivulet.client.internal.ListenerRegistry;
import dev.rivulet.client.internal.Reconnection;
import dev.rivulet.client.internal.RequestDraft;
import dev.rivulet.client.internal.SerialExecutor;
import dev.rivulet.client.internal.SourceUrl;
import dev.rivulet.client.internal.Threads;
import dev.rivulet.client.internal.Timing;
import jakarta.ws.rs.client.WebTarget;
import java.io.InputStream;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an {@link EventSource} can be told beyond the browser's constructor. One builder opens one source, which what
 * is set later does not change. Not for several threads at once; no method blocks.
 */
public final class EventSourceBuilder {

    private static final Duration RECONNECTION_TIME = Duration.ofSeconds(3);

    /** Firefox's. */
    private static final Duration RECONNECTION_FLOOR = Duration.ofMillis(500);

    private final URI uri;
    private final SourceUrl url;
    private final RequestDraft request;
    private final ListenerRegistry listeners = new ListenerRegistry();
    private Transport transport;
    private boolean reconnecting = true;
    private boolean withCredentials;
    private Consumer<? super OutgoingRequest> hook = draft -> {};
    private CookieHandler cookies = new CookieManager();
    private String lastEventId = "";
    private Duration reconnectionTime = RECONNECTION_TIME;
    private Duration reconnectionFloor = RECONNECTION_FLOOR;
    private Backoff backoff = Backoff.DEFAULT;
    private ResponsePolicy responses = ResponsePolicy.STANDARD;
    private Optional<Duration> idleTimeout = Optional.empty();
    private Limits limits = Limits.DEFAULT;
    private boolean closingBeyondLimits;
    private @Nullable CommentListener comments;
    private DataReader dataReader = DataReaders.standard();
    private Executor executor = Threads.listeners();
    private Timing timing = new Timing.Scheduled(Threads.timer());
    private RandomGenerator random = new SharedRandom();
    private boolean opened;

    EventSourceBuilder(URI uri) {
        this(uri, JdkTransport.shared());
    }

    EventSourceBuilder(WebTarget target) {
        this(target.getUri(), new JaxRsTransport(target));
    }

    EventSourceBuilder(InputStream stream) {
        this(URI.create("http://localhost/"), new InputStreamTransport(stream));
        reconnecting = false;
    }

    private EventSourceBuilder(URI uri, Transport transport) {
        this.uri = uri;
        this.url = SourceUrl.of(uri);
        this.request = new RequestDraft(url.uri());
        this.transport = transport;
    }

    /**
     * Whether cookies also go to other origins than the source's own, where redirects lead there. {@code Authorization} and
     * {@code Proxy-Authorization} never do.
     *
     * @param with {@code false} unless set
     * @return this
     */
    public EventSourceBuilder withCredentials(boolean with) {
        withCredentials = with;
        return this;
    }

    /**
     * Sets a header field of every request, in place of an earlier value.
     *
     * @param name the field's name, but {@code Accept}, {@code Cache-Control} and {@code Last-Event-ID}. An
     *     {@code Accept-Encoding} of {@code identity} asks for a stream without compression
     * @param value the field's value
     * @return this
     * @throws IllegalArgumentException if it is one of those, or has characters that no header may have
     */
    public EventSourceBuilder header(String name, String value) {
        request.header(name, value);
        return this;
    }

    /**
     * Sets the method of every request, for servers that want more than GET.
     *
     * @param method {@code GET} unless set
     * @return this
     * @throws IllegalArgumentException if it has characters that no method may have
     */
    public EventSourceBuilder method(String method) {
        request.method(method);
        return this;
    }

    /**
     * Sets the content of every request, those after the first included. It needs a {@link #method} that says what to do with
     * it.
     *
     * @param text the content, sent as UTF-8
     * @param mediaType the content's type
     * @return this
     * @throws IllegalArgumentException if the media type has characters that no header may have
     */
    public EventSourceBuilder body(String text, String mediaType) {
        request.body(text, mediaType);
        return this;
    }

    /**
     * Sees every request before it goes out, to give it a fresh token, say. Runs on the source's executor and may block; if it
     * throws, the attempt has failed, and another one follows with back-off.
     *
     * @param hook completes the request
     * @return this
     */
    public EventSourceBuilder onRequest(Consumer<? super OutgoingRequest> hook) {
        this.hook = hook;
        return this;
    }

    /**
     * Where cookies are kept between requests.
     *
     * @param handler unless set, a {@link CookieManager} of the source's own
     * @return this
     */
    public EventSourceBuilder cookies(CookieHandler handler) {
        cookies = handler;
        return this;
    }

    /**
     * Resumes where another source has ended.
     *
     * @param id what the first request sends as {@code Last-Event-ID}; empty for nothing
     * @return this
     * @throws IllegalArgumentException if it contains CR, LF or NUL, which no id has
     */
    public EventSourceBuilder lastEventId(String id) {
        if (id.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("Event id \"" + id + "\" contains CR, LF or NUL");
        }
        lastEventId = id;
        return this;
    }

    /**
     * How long to wait before reconnecting, until the server's {@code retry:} says otherwise.
     *
     * @param time three seconds unless set
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public EventSourceBuilder reconnectionTime(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Reconnection time " + time + " is negative");
        }
        reconnectionTime = time;
        return this;
    }

    /**
     * The shortest time from the beginning of an attempt to that of the next one, however little the server's {@code retry:}
     * or {@code Retry-After} asks for: a mistake there must not make an attack of its clients. A {@link #reconnectionTime} of
     * the application's own that is shorter counts instead.
     *
     * @param floor 500 ms unless set; zero for none
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public EventSourceBuilder reconnectionFloor(Duration floor) {
        if (floor.isNegative()) {
            throw new IllegalArgumentException("Reconnection floor " + floor + " is negative");
        }
        reconnectionFloor = floor;
        return this;
    }

    /**
     * How much longer to wait after attempts that failed.
     *
     * @param backoff {@link Backoff#DEFAULT} unless set
     * @return this
     */
    public EventSourceBuilder backoff(Backoff backoff) {
        this.backoff = backoff;
        return this;
    }

    /**
     * Which responses are worth another attempt.
     *
     * @param policy {@link ResponsePolicy#STANDARD} unless set
     * @return this
     */
    public EventSourceBuilder responsePolicy(ResponsePolicy policy) {
        responses = policy;
        return this;
    }

    /**
     * Reconnects where the server, once asked, sends not a byte for so long: a connection may be dead without either side
     * being told. Choose more than the server's heartbeat, which is 15 s at Rivulet's.
     *
     * @param timeout none unless set
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public EventSourceBuilder idleTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("Idle time-out " + timeout + " is not positive");
        }
        idleTimeout = Optional.of(timeout);
        return this;
    }

    /**
     * The longest line that is read, but for comments, which are skipped.
     *
     * @param bytes 1 MiB unless set
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public EventSourceBuilder maxLineSize(int bytes) {
        limits = new Limits(bytes, limits.event());
        return this;
    }

    /**
     * The most data that an event may have.
     *
     * @param bytes 8 MiB unless set
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public EventSourceBuilder maxEventSize(int bytes) {
        limits = new Limits(limits.line(), bytes);
        return this;
    }

    /**
     * What follows the error event with a {@link StreamLimitException}: unless set, another attempt, with back-off.
     *
     * @return this, whose source is closed then
     */
    public EventSourceBuilder closeBeyondLimits() {
        closingBeyondLimits = true;
        return this;
    }

    /**
     * Hears the stream's comments, which servers send as heartbeats. Those longer than a line may be are left out.
     *
     * @param listener what to call on the source's executor, with the text behind the colon
     * @return this
     */
    public EventSourceBuilder onComment(Consumer<String> listener) {
        ListenerList<String> list = new ListenerList<>("comments");
        list.add(listener);
        return comments(comment -> list.dispatch(comment, () -> false));
    }

    /**
     * What reads {@link MessageEvent#data(Class)}.
     *
     * @param reader unless set, the first that {@link java.util.ServiceLoader} finds, otherwise JSON-B
     * @return this
     */
    public EventSourceBuilder dataReader(DataReader reader) {
        dataReader = reader;
        return this;
    }

    /**
     * What runs listeners, the hook and the reading itself, one task of the source at a time. Unless set, threads that all
     * sources share: virtual ones from JDK 21 on, before that four daemons, so that listeners should not block.
     * If it refuses a task, because it was shut down, is full or finds no memory for a thread, the source is closed, and its last error event, with that
     * cause, comes from the shared threads.
     *
     * @param executor any, such as a {@code ManagedExecutorService}
     * @return this
     */
    public EventSourceBuilder executor(Executor executor) {
        this.executor = executor;
        return this;
    }

    /**
     * What wakes the source when it has to reconnect or to look for idle streams; its tasks only hand over.
     *
     * @param scheduler unless set, one daemon that all sources share
     * @return this
     */
    public EventSourceBuilder scheduler(ScheduledExecutorService scheduler) {
        timing = new Timing.Scheduled(scheduler);
        return this;
    }

    /**
     * The HTTP client to use, for its TLS, proxy, authenticator and time-outs.
     *
     * @param client stays the caller's; redirects that it follows itself are not the source's any more
     * @return this
     */
    public EventSourceBuilder httpClient(HttpClient client) {
        transport = new JdkTransport(client);
        return this;
    }

    /**
     * Another way to the server.
     *
     * @param transport carries the requests
     * @return this
     */
    public EventSourceBuilder transport(Transport transport) {
        this.transport = transport;
        return this;
    }

    /**
     * Sets the handler before the source exists.
     *
     * @param handler see {@link EventSource#onOpen}
     * @return this
     */
    public EventSourceBuilder onOpen(Consumer<? super OpenEvent> handler) {
        listeners.of(EventType.OPEN).handler(handler);
        return this;
    }

    /**
     * Sets the handler before the source exists.
     *
     * @param handler see {@link EventSource#onMessage}
     * @return this
     */
    public EventSourceBuilder onMessage(Consumer<? super MessageEvent> handler) {
        listeners.of(EventType.MESSAGE).handler(handler);
        return this;
    }

    /**
     * Sets the handler before the source exists.
     *
     * @param handler see {@link EventSource#onError}
     * @return this
     */
    public EventSourceBuilder onError(Consumer<? super ErrorEvent> handler) {
        listeners.of(EventType.ERROR).handler(handler);
        return this;
    }

    /**
     * Sets the handler before the source exists.
     *
     * @param handler see {@link EventSource#onEnd}
     * @return this
     */
    public EventSourceBuilder onEnd(Consumer<? super EndEvent> handler) {
        listeners.of(EventType.END).handler(handler);
        return this;
    }

    /**
     * Adds a listener before the source exists.
     *
     * @param type the messages' name
     * @param listener see {@link EventSource#addEventListener(String, Consumer, ListenerOption...)}
     * @param options until when
     * @return this
     */
    public EventSourceBuilder addEventListener(
            String type, Consumer<? super MessageEvent> listener, ListenerOption... options) {
        listeners.of(EventType.message(type)).add(listener, options);
        return this;
    }

    /**
     * Opens the source.
     *
     * @return a source that is connecting
     * @throws IllegalStateException if this builder has opened one, or was given a body and no method
     */
    public EventSource open() {
        return new EventSource(this, true);
    }

    EventSourceBuilder comments(CommentListener listener) {
        comments = listener;
        return this;
    }

    EventSourceBuilder timing(Timing timing) {
        this.timing = timing;
        return this;
    }

    EventSourceBuilder random(RandomGenerator random) {
        this.random = random;
        return this;
    }

    URI uri() {
        return uri;
    }

    boolean withCredentials() {
        return withCredentials;
    }

    ListenerRegistry listeners() {
        return listeners;
    }

    DataReader dataReader() {
        return dataReader;
    }

    /** The builder's one connection, which is still to be started. */
    Connection connect(Function<Connection, Delivery> delivery) {
        if (opened) {
            throw new IllegalStateException("This builder has opened a source: another one needs a builder of its own");
        }
        request.requireMethodForBody();
        opened = true;
        Connection.Plan plan = new Connection.Plan(
                url,
                request,
                hook,
                new Attempt.Session(transport, cookies, withCredentials),
                lastEventId,
                new Reconnection.Plan(reconnectionTime, reconnectionFloor, backoff),
                reconnecting,
                responses,
                idleTimeout,
                limits,
                closingBeyondLimits,
                new Environment(new SerialExecutor(executor), timing, random));
        return new Connection(plan, comments, delivery);
    }

    /** The current thread's, whichever that is when a number is drawn. */
    private static final class SharedRandom implements RandomGenerator {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
