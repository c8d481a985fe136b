/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A delivery loop, turned by its caller, whose streams take every byte and do nothing with it. It is in the delivery loop's
 * package, as turning it is nobody else's.
 */
public final class NullDelivery {

    private static final Client NOBODY =
            new Client(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty());

    private final DeliveryLoop loop = new DeliveryLoop(System::nanoTime, Duration.ofHours(1), () -> {});
    private final List<ChannelFeeds> channels = new ArrayList<>();
    private long bytes;
    private int next;

    /**
     * Channels with subscribers.
     *
     * @param channelCount how many channels
     * @param subscribers of each
     */
    public NullDelivery(int channelCount, int subscribers) {
        StreamTerms terms = new StreamTerms(Duration.ofHours(1), Duration.ofHours(1), () -> 0, 1);
        NodeOrder order = new NodeOrder("n");
        for (int c = 0; c < channelCount; c++) {
            ChannelLog log =
                    new SegmentedLog("e", order, new History(1_000, 1 << 20, Duration.ofHours(1)), System::nanoTime);
            ChannelFeeds feeds = new ChannelFeeds(log, SlowReaders.DISCONNECT, List.of(new ChannelFeed(loop)));
            channels.add(feeds);
            for (int s = 0; s < subscribers; s++) {
                Subscription subscription = new Subscription(s, loop, NOBODY, terms, new Silent());
                subscription.add(List.of(ChannelCursor.at("c", feeds, Optional.empty())));
                NullStream stream = new NullStream();
                subscription.opened(stream);
                stream.start(subscription);
                turn();
            }
        }
    }

    /**
     * Publishes to the next channel and delivers to all its subscribers.
     *
     * @param event the event
     * @return the bytes that have been written since the beginning
     */
    public long deliver(EncodedEvent event) {
        ChannelFeeds channel = channels.get(next);
        next = (next + 1) % channels.size();
        channel.log().append(event);
        channel.wake();
        long before = bytes;
        turn();
        if (bytes == before) {
            throw new IllegalStateException("Nothing was delivered: the streams are closed");
        }
        return bytes;
    }

    private void turn() {
        while (loop.turn() == 0) {
            // There is more to do.
        }
    }

    private final class NullStream implements EventStream {
        @Override
        public void start(StreamOwner owner) {
            owner.ready();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void write(byte[] written, int offset, int length) {
            bytes += length;
        }

        @Override
        public void close() {}

        @Override
        public void abort() {}
    }

    private static final class Silent implements SubscriptionListener {
        @Override
        public void opened(SubscriptionInfo subscription) {}

        @Override
        public void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause) {}

        @Override
        public void released() {}
    }
}
