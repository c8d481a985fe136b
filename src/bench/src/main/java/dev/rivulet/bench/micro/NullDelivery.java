/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.micro;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.internal.engine.EngineChannel;
import dev.rivulet.server.internal.engine.delivery.Client;
import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.delivery.StreamListener;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.From;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An engine with one loop, turned by its caller, whose streams take every byte and do nothing with it. */
public final class NullDelivery {

    private static final Client NOBODY =
            new Client(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty());

    private final Engine engine;
    private final List<EngineChannel> channels = new ArrayList<>();
    private long bytes;
    private int next;

    /**
     * Channels with subscribers.
     *
     * @param channelCount how many channels
     * @param subscribers of each
     */
    public NullDelivery(int channelCount, int subscribers) {
        Settings settings = Settings.of(Map.of(
                "rivulet.delivery.loops", "1",
                "rivulet.stream.heartbeat", "1h",
                "rivulet.stream.write-timeout", "1h"));
        engine = Engine.builder(settings).build();
        for (int c = 0; c < channelCount; c++) {
            EngineChannel channel = engine.channel("c" + c);
            channels.add(channel);
            for (int s = 0; s < subscribers; s++) {
                Subscription subscription =
                        engine.open(NOBODY, List.of(channel), From.usual(), StreamForm.PLAIN, new Silent());
                subscription.join();
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
        EngineChannel channel = channels.get(next);
        next = (next + 1) % channels.size();
        channel.publish(event);
        long before = bytes;
        turn();
        if (bytes == before) {
            throw new IllegalStateException("Nothing was delivered: the streams are closed");
        }
        return bytes;
    }

    private void turn() {
        while (engine.turn()) {
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

    private static final class Silent implements StreamListener {
        @Override
        public void opened(SubscriptionInfo subscription) {}

        @Override
        public void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause) {}

        @Override
        public void released() {}
    }
}
