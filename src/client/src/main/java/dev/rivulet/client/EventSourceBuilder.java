/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import jakarta.ws.rs.client.WebTarget;
import java.io.InputStream;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an {@link EventSource} can be told beyond the browser's constructor. One builder opens one source. Not for
 * several threads at once.
 */
public final class EventSourceBuilder {

    private static final Duration RECONNECTION_TIME = Duration.ofSeconds(3);

    /** Firefox's. */
    private static final Duration RECONNECTION_FLOOR = Duration.ofMillis(500);

    private final URI given;
    private final SourceUrl url;
    private final Listeners listeners = new Listeners();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private Transport transport;
    private boolean reconnecting = true;
    private boolean withCredentials;
    private String method = "GET";
    private Optional<Transport.Body> body = Optional.empty();
    private Consumer<OutgoingRequest> hook = request -> {};
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
        this.given = uri;
        this.url = SourceUrl.of(uri);
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
     * Sets a header field of every request.
     *
     * @param name the field's name, but {@code Accept}, {@code Cache-Control} and {@code Last-Event-ID}
     * @param value the field's value
     * @return this
     * @throws IllegalArgumentException if it is one of those, or has characters that no header may have
     */
    public EventSourceBuilder header(String name, String value) {
        headers.put(OutgoingRequest.requireOpen(name), HeaderSyntax.requireValue(name, value));
        return this;
    }

    /**
     * Sets the method and the body of every request, for servers that want more than GET.
     *
     * @param method the method, such as {@code POST}
     * @param text the content
     * @param mediaType the content's type
     * @return this
     * @throws IllegalArgumentException if the method or the media type has characters that it may not have
     */
    public EventSourceBuilder body(String method, String text, String mediaType) {
        this.method = HeaderSyntax.requireToken("method", method);
        this.body = Optional.of(new Transport.Body(text, mediaType));
        return this;
    }

    /**
     * Sees every request before it goes out, to give it a fresh token, say. Runs on the source's executor and may block; if it
     * throws, the attempt has failed, and another one follows with back-off.
     *
     * @param hook completes the request
     * @return this
     */
    public EventSourceBuilder onRequest(Consumer<OutgoingRequest> hook) {
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
     * If it refuses a task, because it was shut down or is full, the source is closed, and its last error event, with that
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
     * @throws IllegalStateException if this builder has opened one
     */
    public EventSource open() {
        return new EventSource(this);
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
        return given;
    }

    Listeners listeners() {
        return listeners;
    }

    DataReader dataReader() {
        return dataReader;
    }

    SourceSettings settings() {
        if (opened) {
            throw new IllegalStateException("This builder has opened a source: another one needs a builder of its own");
        }
        opened = true;
        return new SourceSettings(
                url,
                reconnectionFloor,
                withCredentials,
                method,
                body,
                Map.copyOf(headers),
                hook,
                cookies,
                lastEventId,
                reconnectionTime,
                backoff,
                responses,
                reconnecting,
                idleTimeout,
                limits,
                closingBeyondLimits,
                comments,
                transport,
                new SerialExecutor(executor),
                timing,
                random);
    }

    /** The current thread's, whichever that is when a number is drawn. */
    private static final class SharedRandom implements RandomGenerator {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
