/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

import dev.rivulet.server.Beta;
import dev.rivulet.server.ChannelCounts;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/** This node as its operator sees it, for health checks and metrics: a CDI bean to inject. Thread-safe; never blocks. */
@Beta
public interface NodeStatus {

    /**
     * Whether the node wants more streams.
     *
     * @return false from the first moment of a {@linkplain dev.rivulet.server.Channels#drain drain}, before streams are refused
     */
    boolean isReady();

    /**
     * Sends a probe: an event on a channel of its own, through every delivery loop to a stream that ends there.
     *
     * @return completed when it has come out of every loop; the one under way if there is one; exceptionally when the loops
     *     have ended
     */
    CompletionStage<Void> probe();

    /**
     * How many streams are open.
     *
     * @return the number, at least 0
     */
    int streams();

    /**
     * How many channels there are: those that have not been forgotten.
     *
     * @return the number, at most {@link #channelLimit}
     */
    int channels();

    /**
     * How many channels there may be: {@code rivulet.limit.channels}. At this number every new channel is refused, and with it
     * the stream of every user who needs one; raise an alarm before.
     *
     * @return at least 1
     */
    int channelLimit();

    /**
     * What has become of finite channels.
     *
     * @return counts of this moment
     */
    FiniteChannelCounts finiteChannels();

    /**
     * How many channels have been forgotten, ordinary and finite ones.
     *
     * @return a count that only grows
     */
    long forgottenChannels();

    /**
     * What the channels that have been forgotten had counted, together. Added to the {@linkplain
     * dev.rivulet.server.EventChannel#counts() counts} of those that there are, read after this, it makes counts of the node that only
     * grow.
     *
     * @return counts that only grow; empty as long as none has been forgotten
     */
    Optional<ChannelCounts> forgottenCounts();

    /**
     * What the retained events of all channels take together.
     *
     * @return bytes, within a sixteenth; {@code rivulet.history.total} is the most
     */
    long historyBytes();

    /**
     * Bytes that streams have been given to send, comments and openings among them.
     *
     * @return a count that only grows
     */
    long bytesSent();

    /**
     * How long events waited for their write.
     *
     * @return counts that only grow
     */
    Latency latency();

    /**
     * The channels that injection points or settings name: a set that grows with the application, and not with its use.
     *
     * @return names; a channel that only settings name may not exist yet, or ever
     */
    Set<String> namedChannels();

    /**
     * How many requests for channels were refused, by reason: {@code bad_request}, {@code unauthorized}, {@code forbidden},
     * {@code not_found}, {@code method_not_allowed}, {@code not_acceptable}, {@code conflict}, {@code too_many} or {@code unavailable}.
     *
     * @return counts that only grow, without the reasons that have not occurred
     */
    SortedMap<String, Long> refusals();
}
