/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import jakarta.ws.rs.sse.SseEventSink;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The node's channels, for names that are known only at run time. Injected; thread-safe. Implemented by Rivulet alone:
 * methods may be added.
 */
public interface Channels {

    /**
     * The channel of that name, made if it does not exist. A channel lives as long as the application.
     *
     * @param name the application's choice; for a name that came from outside use {@link ChannelEndpoint}, which asks the {@link
     *     dev.rivulet.server.spi.ChannelPolicy ChannelPolicy}
     * @return the channel
     * @throws ChannelLimitException if it would be one more than {@code rivulet.limit.channels}
     */
    EventChannel get(ChannelName name);

    /**
     * The same, for a name that is to be checked first.
     *
     * @param name 1 to 128 characters out of {@code A-Z a-z 0-9 . _ ~ : -}, not beginning with {@code rivulet:}; not from outside
     * @return the channel
     * @throws IllegalArgumentException if the name is not allowed
     * @throws ChannelLimitException if it would be one more than {@code rivulet.limit.channels}
     */
    EventChannel get(String name);

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
     * The channel of that name, if it exists. Never a {@linkplain #ofUser user's own}, whose name is no other channel's.
     *
     * @param name any text
     * @return the channel, or empty
     */
    Optional<EventChannel> find(String name);

    /**
     * The channel of that name, if it exists.
     *
     * @param name a name, perhaps {@linkplain ChannelName#ofUser a user's}
     * @return the channel, or empty
     */
    Optional<EventChannel> find(ChannelName name);

    /**
     * The names of all channels but {@linkplain #ofUser users' own}.
     *
     * @return a snapshot, in no order
     */
    Set<String> names();

    /**
     * All channels, users' own among them.
     *
     * @return a snapshot, in no order
     */
    Collection<EventChannel> all();

    /**
     * Streams the named channels to the client behind the sink, if the application's {@link
     * dev.rivulet.server.spi.ChannelPolicy ChannelPolicy} allows each of them; the names may come from outside. Otherwise
     * as {@link EventChannel#register(SseEventSink)}.
     *
     * <p>With several channels, an unnamed event takes its channel's name, so that {@code addEventListener("prices", ...)}
     * listens to a channel; events come in the order in which they were published on this node, whatever their channels; and
     * each one's id is its {@link Position}, also where the application has set another.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param names one name or more
     * @throws jakarta.ws.rs.ForbiddenException if the policy refuses a channel, or there is no policy
     * @throws jakarta.ws.rs.NotFoundException if there is no such channel
     * @throws jakarta.ws.rs.BadRequestException if no name is given, or more than {@code rivulet.stream.channels}
     * @throws IllegalStateException if the sink is closed
     * @throws jakarta.ws.rs.ServiceUnavailableException if the application is stopping, or there are too many streams
     * @throws jakarta.ws.rs.ClientErrorException with status 429 if the client has too many streams
     */
    void subscribe(SseEventSink sink, String... names);

    /**
     * Where the newest event of all channels stands. A response that carries state of several channels reads this first and the
     * state after it; its client subscribes to any of them, one or several, with {@code lastEventId=<position>}, and nothing falls between the
     * two. Unknown after a restart: then each channel tells of a gap.
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
     * Gives up this node's streams, as it does when the application stops, while everything else goes on: it is not ready any
     * more, after {@code rivulet.drain.notice} it opens no stream, and over {@code rivulet.drain.period} it ends those that it
     * has. For whoever takes a node out of service before it stops; there is no way back. The second time nothing more happens.
     *
     * @return completed when every stream has been told to end
     */
    CompletionStage<Void> drain();

    /**
     * Every stream on this node.
     *
     * @return a view, always of the current ones
     */
    Subscriptions subscriptions();
}
