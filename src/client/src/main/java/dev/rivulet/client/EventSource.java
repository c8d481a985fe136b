/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import dev.rivulet.client.internal.Connection;
import dev.rivulet.client.internal.ListenerRegistry;
import dev.rivulet.client.internal.MessageIterator;
import dev.rivulet.client.internal.SourceDelivery;
import dev.rivulet.client.internal.SourceUrl;
import jakarta.ws.rs.client.WebTarget;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A server's events, as the browser's {@code EventSource} gives them: connects at once, calls its listeners one at a time and
 * in order, and reconnects by itself, asking for what it has missed, until it is closed or the server says no.
 *
 * <pre>{@code
 * EventSource source = new EventSource("https://example.org/api/my-events");
 * source.onMessage(event -> show(event.data()));
 * source.addEventListener("heartbeat", event -> alive());
 * }</pre>
 *
 * <p>A constructor returns before the connection exists. Listeners that are set after it miss nothing: in the first five
 * seconds no message is read before there is a listener or a subscriber to messages, and what comes for a type that has no
 * listener yet, {@code open} and errors included, is kept for its first one (64 events at most). After that, and with the
 * listeners that a {@linkplain #builder(String) builder} was given, events go to those who are there.
 *
 * <p>Any thread may call any method; none blocks, but for what {@link #stream} returns. Listeners run one at a time on the
 * source's executor and should not block: while one does, its source reads nothing. What a listener throws is logged and harms
 * no other. A source that nobody holds goes on until it is closed.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface">WHATWG HTML, the
 *     EventSource interface</a>
 */
public final class EventSource implements AutoCloseable {

    private final URI url;
    private final boolean withCredentials;
    private final ListenerRegistry listeners;
    private final Connection connection;
    private final SourceDelivery delivery;

    /**
     * Opens a source, over the JDK's HTTP client.
     *
     * @param url an absolute URL
     * @throws IllegalArgumentException if it is not a URL, not absolute, or has a port above 65535
     */
    public EventSource(String url) {
        this(builder(url), false);
    }

    /**
     * Opens a source, over the JDK's HTTP client.
     *
     * @param url an absolute URL
     * @throws IllegalArgumentException if it is not absolute, or has a port above 65535
     */
    public EventSource(URI url) {
        this(builder(url), false);
    }

    /**
     * Opens a source, over the JDK's HTTP client.
     *
     * @param url an absolute URL
     * @param init whether credentials go to other origins
     * @throws IllegalArgumentException if it is not a URL, not absolute, or has a port above 65535
     */
    public EventSource(String url, EventSourceInit init) {
        this(builder(url).withCredentials(init.withCredentials()), false);
    }

    /**
     * Opens a source, over the JDK's HTTP client.
     *
     * @param url an absolute URL
     * @param init whether credentials go to other origins
     * @throws IllegalArgumentException if it is not absolute, or has a port above 65535
     */
    public EventSource(URI url, EventSourceInit init) {
        this(builder(url).withCredentials(init.withCredentials()), false);
    }

    /** With all its listeners, or before they are there. */
    EventSource(EventSourceBuilder builder, boolean complete) {
        url = builder.uri();
        withCredentials = builder.withCredentials();
        listeners = builder.listeners();
        connection = builder.connect(own -> new SourceDelivery(own, listeners, builder.dataReader(), complete));
        delivery = (SourceDelivery) connection.delivery();
        connection.start();
    }

    /**
     * A source with settings of its own, over the JDK's HTTP client.
     *
     * @param url an absolute URL
     * @return the builder
     * @throws IllegalArgumentException if it is not a URL, not absolute, or has a port above 65535
     */
    public static EventSourceBuilder builder(String url) {
        return builder(URI.create(url));
    }

    /**
     * A source with settings of its own, over the JDK's HTTP client.
     *
     * @param url an absolute URL
     * @return the builder
     * @throws IllegalArgumentException if it is not absolute, or has a port above 65535
     */
    public static EventSourceBuilder builder(URI url) {
        return new EventSourceBuilder(url);
    }

    /**
     * A source over a JAX-RS client: its TLS, filters, providers and connector. A thread reads for each such source, a
     * virtual one from JDK 21 on. An event id that is not ASCII goes back to the server only through Jersey's default
     * connector, and only where the JVM's default charset is UTF-8 or ISO-8859-1; elsewhere the source resumes after the last
     * id that can be sent. A source whose client is closed fails for good when it has to reconnect.
     *
     * <p>The name is that of {@link jakarta.ws.rs.sse.SseEventSource#target}, and not {@code builder}, so that programs without
     * JAX-RS compile against those.
     *
     * @param target where the events come from; it is not changed, and its client stays the caller's to close
     * @return the builder
     */
    public static EventSourceBuilder target(WebTarget target) {
        return new EventSourceBuilder(target);
    }

    /**
     * A source that reads a stream that is there already; at its end, the source is closed.
     *
     * @param stream the bytes; closed with the source
     * @return the builder
     */
    public static EventSourceBuilder builder(InputStream stream) {
        return new EventSourceBuilder(stream);
    }

    /**
     * Reads the events of a stream that is there already; at its end, the source is closed. As after a constructor, listeners
     * that are set next miss nothing.
     *
     * @param stream the bytes; closed with the source
     * @return a source that has begun to read
     */
    public static EventSource fromInputStream(InputStream stream) {
        return new EventSource(new EventSourceBuilder(stream), false);
    }

    /**
     * Where the events come from.
     *
     * @return the URL that the source was made with
     */
    public URI url() {
        return url;
    }

    /**
     * Whether cookies and credentials go to other origins.
     *
     * @return what the source was made with
     */
    public boolean withCredentials() {
        return withCredentials;
    }

    /**
     * Where the source stands.
     *
     * @return the state at the time of the call
     */
    public ReadyState readyState() {
        return connection.readyState();
    }

    /**
     * The id that the next request would send as {@code Last-Event-ID}.
     *
     * @return the id, or empty
     */
    public String lastEventId() {
        return connection.lastEventId();
    }

    /**
     * How long the source waits before it reconnects, by its settings or by the server's last {@code retry:}.
     *
     * @return the time, without the back-off that failures add
     */
    public Duration reconnectionTime() {
        return connection.reconnectionTime();
    }

    /**
     * Sets the handler that is called when a connection has been established, in place of an earlier one.
     *
     * @param handler what to call; {@code null} for none
     */
    public void onOpen(@Nullable Consumer<? super OpenEvent> handler) {
        listeners.of(EventType.OPEN).handler(handler);
        delivery.listenerAdded();
    }

    /**
     * Sets the handler of messages without a name, in place of an earlier one.
     *
     * @param handler what to call; {@code null} for none
     */
    public void onMessage(@Nullable Consumer<? super MessageEvent> handler) {
        listeners.of(EventType.MESSAGE).handler(handler);
        delivery.listenerAdded();
    }

    /**
     * Sets the handler that is called when an attempt or a connection has failed or ended, in place of an earlier one.
     *
     * @param handler what to call; {@code null} for none
     */
    public void onError(@Nullable Consumer<? super ErrorEvent> handler) {
        listeners.of(EventType.ERROR).handler(handler);
        delivery.listenerAdded();
    }

    /**
     * Sets the handler that is called when a finite channel has ended, in place of an earlier one. Listeners to messages named
     * {@code rivulet:end}, and subscribers, receive the same event as a message first. Data that is not a Rivulet server's makes
     * an ordinary message, which does not call this handler.
     *
     * <p>When all channels of a stream have ended, the server closes it. The source then makes one more request, because streams
     * also close for other reasons, and the answer 204 closes the source. Directly after an end, neither the closed stream nor
     * the 204 is an error: no error event is sent, and {@link #closed} completes normally. If you know that the stream has only
     * one channel, call {@link #close} in this handler to save that request.
     *
     * @param handler what to call; {@code null} for none
     */
    public void onEnd(@Nullable Consumer<? super EndEvent> handler) {
        listeners.of(EventType.END).handler(handler);
        delivery.listenerAdded();
    }

    /**
     * Adds a listener to the messages of a name. Of {@code open} and {@code error} too these are messages that the server has
     * named so; the source's own are {@link EventType#OPEN} and {@link EventType#ERROR}. To receive
     * {@code rivulet:end} as an {@link EndEvent}, use {@link EventType#END}.
     *
     * @param type the name, as in the {@code event:} field; {@code message} for those without
     * @param listener what to call; registered once for the type, however often it is added
     * @param options until when
     * @return what removes it, or the registration that it has already
     */
    public ListenerRegistration addEventListener(
            String type, Consumer<? super MessageEvent> listener, ListenerOption... options) {
        return addEventListener(EventType.message(type), listener, options);
    }

    /**
     * Adds a listener to events of a type.
     *
     * @param type the type
     * @param listener what to call; registered once for the type, however often it is added
     * @param options until when
     * @param <E> what the listener receives
     * @return what removes it, or the registration that it has already
     */
    public <E> ListenerRegistration addEventListener(
            EventType<E> type, Consumer<? super E> listener, ListenerOption... options) {
        ListenerRegistration registration = listeners.of(type).add(listener, options);
        delivery.listenerAdded();
        return registration;
    }

    /**
     * Removes a listener: it is not called again, not even for an event that is being dispatched.
     *
     * @param type the name that it was added for
     * @param listener the same object that was added: two lambdas or method references never are, for which there is what
     *     {@code addEventListener} returned
     */
    public void removeEventListener(String type, Consumer<? super MessageEvent> listener) {
        removeEventListener(EventType.message(type), listener);
    }

    /**
     * Removes a listener: it is not called again, not even for an event that is being dispatched.
     *
     * @param type the type that it was added for
     * @param listener the same object that was added: two lambdas or method references never are, for which there is what
     *     {@code addEventListener} returned
     * @param <E> what the listener receives
     */
    public <E> void removeEventListener(EventType<E> type, Consumer<? super E> listener) {
        listeners.of(type).remove(listener);
    }

    /**
     * All messages, whatever their names, as a reactive stream. The source reads no faster than its slowest subscriber asks,
     * and then neither do its listeners hear more: what is not read stays in the server's socket. The stream completes when
     * the source is closed or the server says with 204 that there is nothing more, and fails when the source fails for good.
     *
     * @return a publisher for any number of subscribers, each from its subscription on
     */
    public Flow.Publisher<MessageEvent> publisher() {
        return delivery.publisher();
    }

    /**
     * All messages from now on, whatever their names, for a thread that waits for them. The source reads a few messages ahead
     * of it, no more. Ends when the source is closed.
     *
     * @return a stream to be closed, since one that is left half read holds up the source and its listeners; its operations throw {@link IllegalStateException} when the source has failed for good,
     *     or the waiting thread is interrupted
     */
    public Stream<MessageEvent> stream() {
        MessageIterator messages = new MessageIterator();
        delivery.publisher().subscribe(messages);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(messages, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(messages::close);
    }

    /**
     * Ends the source for good: the state is CLOSED and nothing is delivered from now on, not even what was read already,
     * though a listener that runs at this moment ends its call. The connection is freed within moments; over a JAX-RS client
     * that reads with {@code HttpURLConnection} (Jersey's default) on a JDK before 21, only when the server sends its next
     * byte. So it is, before the response's head has come, with RESTEasy on such a JDK, and with CXF. Closing again changes
     * nothing.
     */
    @Override
    public void close() {
        connection.close();
    }

    /**
     * The end of the source: complete once it is closed and no listener will be called any more. It is an end without an
     * exception after {@link #close}, at the end of an input stream, and where the server has said with 204 that there is nothing
     * more; otherwise its exception is the cause of the last {@link ErrorEvent}, or an {@link java.io.IOException} that names the
     * status. What depends on it runs on the source's executor.
     *
     * @return always the same end; completing a future that was made of it changes nothing here
     */
    public CompletionStage<Void> closed() {
        return connection.end();
    }

    @Override
    public String toString() {
        return "EventSource[" + SourceUrl.withoutCredentials(url) + ", " + readyState() + "]";
    }
}
