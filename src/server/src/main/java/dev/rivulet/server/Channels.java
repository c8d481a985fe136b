/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import jakarta.ws.rs.sse.SseEventSink;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The node's channels, for names that are known only at run time. Injected; thread-safe. Implemented by Rivulet alone:
 * methods may be added.
 *
 * <p>What the application names needs no policy: its names are {@link ChannelName}s. A name from outside is a {@code String}, which
 * {@link ChannelEndpoint} takes and shows to the {@link dev.rivulet.server.spi.ChannelPolicy ChannelPolicy}. Nothing here throws
 * an exception of JAX-RS, so that beans which know nothing of HTTP can use it; {@link RivuletFeature} answers with a status where a
 * resource method lets one of the exceptions named here pass.
 */
public interface Channels {

    /**
     * The channel of that name, made if it does not exist. An ordinary channel that is neither read nor published to is forgotten
     * after {@code rivulet.channel.idle}, unless an injection point names it, and is made again when it is used; what this returns
     * stays good.
     *
     * @param name the application's choice, or {@linkplain ChannelName#ofUser a user's}; for a name that came from outside use
     *     {@link ChannelEndpoint}, which asks the {@link dev.rivulet.server.spi.ChannelPolicy ChannelPolicy}
     * @return the channel
     * @throws ChannelLimitException if it would be one more than {@code rivulet.limit.channels}
     */
    EventChannel get(ChannelName name);

    /**
     * A user's own channel, made if it does not exist: for what is this user's business alone, on all pages that he has open. A client
     * names its own, and no other's, as {@code @me}: {@code ?channel=@me} at a {@link ChannelResource}, if the {@link
     * dev.rivulet.server.spi.ChannelPolicy ChannelPolicy} allows that. Its settings are those of {@code rivulet.channel.@*}.
     *
     * @param principalName the name that {@link java.security.Principal#getName} has in that user's requests: any text
     * @return the channel
     * @throws IllegalArgumentException if the text is empty
     * @throws ChannelLimitException if it would be one more than {@code rivulet.limit.channels}
     * @see ChannelName#ofUser
     */
    EventChannel ofUser(String principalName);

    /**
     * Begins a finite channel: one that ends. Its log is its own, so that it starts with nothing, also where one of that name has ended
     * before; that one's readers are still sent all that it had. Counts against {@code rivulet.limit.channels}, and where the calling
     * thread serves a request with an authenticated user against {@code rivulet.limit.finite-channels-per-principal} and {@code
     * rivulet.limit.begun-per-minute} too.
     *
     * @param name the application's choice, which no other channel has: with an id of its own, hard to guess if whoever knows it may read
     * @return the channel; {@link #findFinite} finds it again
     * @throws ChannelExistsException if a finite channel of that name has begun and not ended, or there is an ordinary one with events or
     *     readers, or an injection point names it
     * @throws ChannelLimitException if it would be one too many
     */
    @Beta
    FiniteChannel begin(ChannelName name);

    /**
     * The finite channel of that name, if it has begun and has not been forgotten: after its end it can be read for {@code
     * rivulet.channel.linger}.
     *
     * @param name a name
     * @return the channel, perhaps ended; empty if there is none, or an ordinary one
     */
    @Beta
    Optional<FiniteChannel> findFinite(ChannelName name);

    /**
     * The channel of that name, if it exists.
     *
     * @param name a name, perhaps {@linkplain ChannelName#ofUser a user's}; {@link ChannelName#parse} makes one of any text
     * @return the channel, or empty
     */
    Optional<EventChannel> find(ChannelName name);

    /**
     * The names of all channels but {@linkplain #ofUser users' own}.
     *
     * @return a snapshot, in no order
     */
    Set<ChannelName> names();

    /**
     * All channels, users' own among them.
     *
     * @return a snapshot, in no order
     */
    Collection<EventChannel> all();

    /**
     * Streams channels to the client behind the sink, from here on, or after the event that the request names; made if they do
     * not exist. All of them on one stream, or, if it fails, none. Otherwise as {@link EventChannel#subscribe(SseEventSink)}.
     *
     * <p>The names are the application's choice, and no policy is asked; names from outside go to a {@link ChannelEndpoint}.
     *
     * <p>With several channels, an unnamed event takes its channel's name, so that {@code addEventListener("prices", ...)}
     * listens to a channel; events come in the order in which they were published on this node, whatever their channels; and
     * each one's id is its {@link Position}, also where the application has set another.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param names one name or more; one that is given twice counts once
     * @throws IllegalArgumentException if no name is given, or the stream would carry more than {@code rivulet.stream.channels}
     * @throws IllegalStateException if the sink is closed; if its request cannot be found, or is not asynchronous; if the resource
     *     method does not produce {@code text/event-stream}
     * @throws ChannelLimitException if there would be more channels than {@code rivulet.limit.channels}
     * @throws SubscriptionRefusedException if a limit is reached, the application is stopping, or all the channels have ended and the
     *     client has all of them
     */
    default void subscribe(SseEventSink sink, ChannelName... names) {
        subscribe(sink, List.of(names));
    }

    /**
     * The same, for names in a collection.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param names one name or more; one that occurs twice counts once
     * @throws IllegalArgumentException as {@link #subscribe(SseEventSink, ChannelName...)}
     * @throws IllegalStateException as {@link #subscribe(SseEventSink, ChannelName...)}
     * @throws ChannelLimitException as {@link #subscribe(SseEventSink, ChannelName...)}
     * @throws SubscriptionRefusedException as {@link #subscribe(SseEventSink, ChannelName...)}
     */
    void subscribe(SseEventSink sink, Collection<ChannelName> names);

    /**
     * The same, to resume after a position, whatever the request says.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param names one name or more; one that occurs twice counts once
     * @param after the position of the last event that the client has, of whatever channel, such as {@link #position}
     * @throws IllegalArgumentException as {@link #subscribe(SseEventSink, ChannelName...)}
     * @throws IllegalStateException as {@link #subscribe(SseEventSink, ChannelName...)}
     * @throws ChannelLimitException as {@link #subscribe(SseEventSink, ChannelName...)}
     * @throws SubscriptionRefusedException as {@link #subscribe(SseEventSink, ChannelName...)}
     */
    void subscribe(SseEventSink sink, Collection<ChannelName> names, Position after);

    /**
     * The same, where something is not to be as usual.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param names one name or more; one that occurs twice counts once
     * @param options where it starts, and what it is like
     * @throws IllegalArgumentException as {@link #subscribe(SseEventSink, ChannelName...)}
     * @throws IllegalStateException as {@link #subscribe(SseEventSink, ChannelName...)}
     * @throws ChannelLimitException as {@link #subscribe(SseEventSink, ChannelName...)}
     * @throws ChannelNotFoundException if a channel does not exist, and the options make none
     * @throws SubscriptionRefusedException as {@link #subscribe(SseEventSink, ChannelName...)}
     */
    @Beta
    void subscribe(SseEventSink sink, Collection<ChannelName> names, SubscribeOptions options);

    /**
     * The same, for one channel.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param name the channel
     * @param options where it starts, and what it is like
     * @throws IllegalStateException as {@link #subscribe(SseEventSink, ChannelName...)}
     * @throws ChannelLimitException as {@link #subscribe(SseEventSink, ChannelName...)}
     * @throws ChannelNotFoundException if the channel does not exist, and the options make none
     * @throws SubscriptionRefusedException as {@link #subscribe(SseEventSink, ChannelName...)}
     */
    @Beta
    default void subscribe(SseEventSink sink, ChannelName name, SubscribeOptions options) {
        subscribe(sink, List.of(name), options);
    }

    /**
     * Where the newest event of all channels stands. A response that carries state of several channels reads this first and the
     * state after it; its client subscribes to any of them, one or several, with {@code lastEventId=<position>}, and nothing
     * falls between the two. Unknown after a restart: then each channel tells of a gap.
     *
     * @return the newest event's position; stamp 0 before the first
     */
    Position position();

    /**
     * How many streams this node holds open.
     *
     * @return the number, at least 0
     */
    int streams();

    /**
     * Ends this node's streams, as it does when the application stops, while everything else goes on: the node is not ready any
     * more, after {@code rivulet.drain.notice} it opens no stream, and over {@code rivulet.drain.period} it ends those that it
     * has. Use it to take a node out of service before it stops. Returns at once. Irreversible; idempotent.
     *
     * @return completed when every stream has been told to end, the same for every call
     */
    CompletionStage<Void> drain();

    /**
     * Every stream on this node.
     *
     * @return a view, always of the current ones
     */
    Subscriptions subscriptions();
}
