/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.ChannelNotFoundException;
import dev.rivulet.server.SubscribeOptions;
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
    private final ChannelShares made;

    AdmittedChannels(NodeChannels channels, Admission admission, Settings settings) {
        this.channels = channels;
        this.admission = admission;
        this.mostAtOnce = settings.streamChannels();
        this.made = ChannelShares.ofMade(settings.limits().channelsPerPrincipal());
    }

    /** The channels of these names, if the caller may do that with each; too many are refused before the policy is asked. */
    List<NodeChannel> admit(ChannelOperation operation, Collection<String> names, SubscribeOptions options) {
        if (names.stream().distinct().count() > mostAtOnce) {
            throw Problem.badRequest("A request names up to " + mostAtOnce + " channels (rivulet.stream.channels).");
        }
        return admission.admit(operation, names, options, this);
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
    void subscribe(SseEventSink sink, Collection<String> names, SubscribeOptions options) {
        admission.as(sink, channels.hasStream(sink), () -> {
            long revocations = channels.revocations();
            try {
                List<NodeChannel> admitted = admit(ChannelOperation.SUBSCRIBE, names, options);
                Runnable stillAllowed = () -> {
                    if (channels.revocations() != revocations) {
                        admit(ChannelOperation.SUBSCRIBE, names, options);
                    }
                };
                channels.subscribe(sink, admitted, options, stillAllowed);
            } catch (SubscriptionRefusedException refused) {
                throw Problem.of(refused);
            } catch (ChannelLimitException refused) {
                throw Problem.of(refused);
            } catch (ChannelNotFoundException forgotten) {
                throw Problem.notFound(String.valueOf(forgotten.getMessage()));
            }
        });
    }

    /** Before any is looked for: of a finite channel that has been forgotten it is still known that a client has its end. */
    @Override
    public void allowed(ChannelOperation operation, List<ChannelName> names, SubscribeOptions options) {
        if (operation == ChannelOperation.SUBSCRIBE) {
            channels.requireMore(names, options);
        }
    }

    @Override
    public Optional<NodeChannel> find(ChannelName name) {
        return channels.known(name);
    }

    @Override
    public NodeChannel own(String user) {
        return answering(() -> channels.create(ChannelName.ofUser(user)));
    }

    @Override
    public NodeChannel make(ChannelName name, Optional<String> user) {
        return answering(() -> made.make(name.value(), user, () -> channels.create(name)));
    }

    void forgotten(String name) {
        made.forgotten(name);
    }

    void tick() {
        made.releaseForgotten();
    }

    private static NodeChannel answering(Supplier<NodeChannel> making) {
        try {
            return making.get();
        } catch (ChannelLimitException refused) {
            throw Problem.of(refused);
        }
    }
}
