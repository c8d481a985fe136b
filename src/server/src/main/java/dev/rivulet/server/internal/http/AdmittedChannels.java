/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.SubscriptionRefusedException;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.spi.ChannelOperation;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The node's channels as clients reach them: by names from outside, through the policy, and with refusals that are answers. */
final class AdmittedChannels implements Admission.Directory<NodeChannel> {

    private final NodeChannels channels;
    private final Admission admission;
    private final int mostAtOnce;
    private final ChannelsMade made;

    AdmittedChannels(NodeChannels channels, Admission admission, Settings settings) {
        this.channels = channels;
        this.admission = admission;
        this.mostAtOnce = settings.streamChannels();
        this.made = new ChannelsMade(settings.limits().channelsPerPrincipal());
    }

    /** The channels of these names, if the caller may do that with each; too many are refused before the policy is asked. */
    List<NodeChannel> admit(ChannelOperation operation, Collection<String> names) {
        if (names.stream().distinct().count() > mostAtOnce) {
            throw Problem.badRequest("A request names up to " + mostAtOnce + " channels (rivulet.stream.channels).");
        }
        return admission.admit(operation, names, this);
    }

    /** The names that the caller may see. */
    List<String> visible() {
        return admission.visible(
                channels.names().stream().map(ChannelName::value).toList());
    }

    /**
     * Subscribes to channels. If rights have been revoked since the policy was asked, it is asked again, now that the next
     * revocation finds the stream.
     */
    void subscribe(SseEventSink sink, Collection<String> names) {
        admission.as(sink, channels.hasStream(sink), () -> {
            long revocations = channels.revocations();
            List<NodeChannel> admitted = admit(ChannelOperation.SUBSCRIBE, names);
            Runnable stillAllowed = () -> {
                if (channels.revocations() != revocations) {
                    admit(ChannelOperation.SUBSCRIBE, names);
                }
            };
            try {
                channels.subscribe(sink, admitted, stillAllowed);
            } catch (SubscriptionRefusedException refused) {
                throw Problem.of(refused);
            }
        });
    }

    @Override
    public Optional<NodeChannel> find(ChannelName name) {
        return channels.known(name);
    }

    @Override
    public NodeChannel own(String user) {
        return answering(() -> channels.create(ChannelName.ofUser(user), Supplier::get));
    }

    @Override
    public NodeChannel make(ChannelName name, Optional<String> user) {
        return answering(() -> channels.create(name, making -> counted(user, making)));
    }

    private NodeChannel counted(Optional<String> user, Supplier<NodeChannel> making) {
        made.acquire(user);
        boolean assembled = false;
        try {
            NodeChannel channel = making.get();
            assembled = true;
            return channel;
        } finally {
            if (!assembled) {
                made.release(user);
            }
        }
    }

    private static NodeChannel answering(Supplier<NodeChannel> making) {
        try {
            return making.get();
        } catch (ChannelLimitException refused) {
            throw Problem.of(refused);
        }
    }
}
