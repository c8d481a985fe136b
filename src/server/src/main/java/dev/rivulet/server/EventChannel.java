/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;

/**
 * One channel: a named, ordered log of events, to publish on and to subscribe to. Injected with {@link Channel @Channel} or
 * looked up in {@link Channels}; all instances for one name are the same channel. Thread-safe. What is injected can be
 * serialised, so that beans of a passivating scope can hold it, and finds its channel again.
 *
 * <p>No method waits for a subscriber, and no subscriber can make one fail. When the application has stopped, what is published
 * reaches no client and {@code subscribe} is refused; neither is harmful. Implemented by Rivulet alone: methods may be added.
 */
public interface EventChannel {

    /**
     * The channel's name.
     *
     * @return the name, with which {@link Channels#get} finds it again
     */
    ChannelName name();

    /**
     * Publishes now, whatever the current transaction does later; to publish on commit, fire a CDI event. Never blocks. Every
     * subscriber receives the channel's events in the order of the positions that this method returns, whose stamps rise but
     * are not dense, since other channels' events are counted too.
     *
     * <p>Text goes out as it is: {@code CharSequence}, primitive wrappers, and the JDK's numbers, {@code UUID}, {@code URI},
     * {@code URL} and what is in {@code java.time} as {@code toString} has them; of an enum its {@code name()}. Anything else
     * goes out as JSON, as the application writes it elsewhere: by the {@code MessageBodyWriter} that its JAX-RS responses have,
     * with its {@code ContextResolver}s; by a default JSON-B where JAX-RS has none, or has not started yet.
     *
     * @param payload text, a value, an object to send as JSON, or an {@link jakarta.ws.rs.sse.OutboundSseEvent
     *     OutboundSseEvent} with any of these as its data; unless it is such an event, its class's {@link EventName} names it
     * @return where the event stands
     * @throws ChannelEndedException if the channel is {@linkplain FiniteChannel finite} and has ended
     * @throws ChannelLimitException if the channel has been forgotten, and would now be one too many
     * @throws EventTooLargeException if the encoded event is larger than {@code rivulet.event.max-size}
     * @throws IllegalArgumentException if id or name cannot be written, or nothing can write data of that type
     */
    Position publish(Object payload);

    /**
     * The same, under a name: what a page listens to with {@code addEventListener(name, ...)}.
     *
     * @param name the event's name, without CR, LF and NUL, and not beginning with {@code rivulet:}; it counts, whatever {@link
     *     EventName} the data's class has
     * @param data text, a value, or an object to send as JSON
     * @return where the event stands
     * @throws ChannelEndedException as {@link #publish(Object)}
     * @throws ChannelLimitException as {@link #publish(Object)}
     * @throws EventTooLargeException if the encoded event is larger than {@code rivulet.event.max-size}
     * @throws IllegalArgumentException if the name cannot be written, or nothing can write data of that type
     */
    default Position publish(String name, Object data) {
        return publish(ServerSentEvent.named(name, data));
    }

    /**
     * Where the channel's newest event stands, in the order of all channels' events. A response that reads this first and the
     * state after it lets its client subscribe with {@code lastEventId=<position>}, and nothing falls between the two; what was
     * published while it read the state comes again as an event.
     *
     * @return the newest event's position, also when the log no longer holds it; stamp 0 if there was none in this epoch. It
     *     resumes other channels too; for the state of several use {@link Channels#position}
     */
    Position position();

    /**
     * Streams this channel to the client behind the sink: from here on, or after the event that the request names in its
     * {@code Last-Event-ID} header or else its {@code lastEventId} query parameter. The sink then belongs to Rivulet: neither
     * send to it nor close it. A sink that is subscribed to several channels carries them all, on one stream; {@link
     * Channels#subscribe(SseEventSink, ChannelName...)} subscribes it to all of them at once, or to none.
     *
     * <p>Call it in the resource method, where it never blocks. A sink that is subscribed by a thread without a request is taken
     * for its own request all the same, after a wait of up to five seconds for the JAX-RS runtime to write to it, and is
     * streamed through its {@code send}. On a {@code HEAD} request the sink is closed and nothing is opened.
     *
     * <p>The standard's verb for this is {@code register}, which {@link #broadcaster} has.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @throws IllegalStateException if the sink is closed; if its request cannot be found, or is not asynchronous; if the resource
     *     method does not produce {@code text/event-stream}
     * @throws IllegalArgumentException if the sink carries {@code rivulet.stream.channels} others already
     * @throws SubscriptionRefusedException if a limit is reached, the application is stopping, or the channel is {@linkplain
     *     FiniteChannel finite}, has ended, and the client has all of it; a resource method lets it pass, and it is answered with 429,
     *     503 or 204
     * @throws ChannelNotFoundException if the channel is finite and has been forgotten
     * @throws ChannelLimitException if the channel has been forgotten, and would now be one too many
     */
    void subscribe(SseEventSink sink);

    /**
     * The same, to resume after a position, whatever the request says: for instance the one that was read before the state
     * that the client already has.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param after the position of the last event that the client has, of this or any other channel
     * @throws IllegalStateException as {@link #subscribe(SseEventSink)}
     * @throws IllegalArgumentException as {@link #subscribe(SseEventSink)}
     * @throws SubscriptionRefusedException as {@link #subscribe(SseEventSink)}
     */
    default void subscribe(SseEventSink sink, Position after) {
        subscribe(sink, after.toString());
    }

    /**
     * The same, to resume after an event's id, whatever the request says. The channels of one sink resume at one place: give
     * each the same id, such as {@link Channels#position}. One that joins a stream which is open already cannot go back behind
     * what that has sent, and tells of a gap if it was asked to.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param lastEventId the id of the last event that the client has: a {@link Position}'s text, an id that the application
     *     gave to an event, or any other text, which leads to a gap; empty for a client that has none, whatever its request says
     * @throws IllegalStateException as {@link #subscribe(SseEventSink)}
     * @throws IllegalArgumentException as {@link #subscribe(SseEventSink)}
     * @throws SubscriptionRefusedException as {@link #subscribe(SseEventSink)}
     */
    void subscribe(SseEventSink sink, String lastEventId);

    /**
     * The same, where something is not to be as usual.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param options where it starts, and what it is like
     * @throws IllegalStateException as {@link #subscribe(SseEventSink)}
     * @throws IllegalArgumentException as {@link #subscribe(SseEventSink)}
     * @throws SubscriptionRefusedException as {@link #subscribe(SseEventSink)}
     */
    @Beta
    void subscribe(SseEventSink sink, SubscribeOptions options);

    /**
     * How many open streams carry this channel on this node.
     *
     * @return the number, at least 0
     */
    int subscribers();

    /**
     * Who they are. A stream of several channels is among the subscriptions of each.
     *
     * @return a view, always of the current ones
     */
    Subscriptions subscriptions();

    /**
     * How far the stream that is furthest behind is behind the newest event, as it was within the last second.
     *
     * @return events, 0 if there are no streams
     */
    long lag();

    /**
     * What has happened to it and its streams, slow ones above all.
     *
     * @return counts since the application started
     */
    ChannelCounts counts();

    /**
     * This channel as the JAX-RS type, with listeners of its own. Closing it closes the streams that were registered
     * through it (unless told not to cascade), not the channel.
     *
     * @return a new broadcaster
     */
    SseBroadcaster broadcaster();
}
