/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A node with a few small logs, which can lose all of them, and the truth beside it: how many events each channel has ever
 * had. An event's data is its channel's name and its number, from 0, over all restarts.
 */
final class ModelNode {

    static final Duration AGE = Duration.ofMinutes(10);

    private final Random random;
    private final FakeTime time = new FakeTime();
    private final Liveness liveness = new Liveness(Duration.ofSeconds(15), Duration.ofSeconds(30));
    private final StreamContext context = new StreamContext(liveness, () -> 0, Meter.NONE, ErrorHandler.logging());
    private final List<History> histories = new ArrayList<>();
    private final List<SlowReaders> policies = new ArrayList<>();
    private final int[] published;
    private final int[] publishedBefore; // this incarnation
    private final List<ChannelLog> logs = new ArrayList<>();
    private final List<ChannelFeeds> feeds = new ArrayList<>();
    private DeliveryLoops loops;
    private int incarnation;

    ModelNode(Random random, int channels) {
        this.random = random;
        this.published = new int[channels];
        this.publishedBefore = new int[channels];
        for (int i = 0; i < channels; i++) {
            policies.add(random.nextInt(3) == 0 ? SlowReaders.SKIP : SlowReaders.DISCONNECT);
            histories.add(new History(1 + random.nextInt(40), 1_000 + random.nextInt(20_000), AGE));
        }
        restart();
    }

    /** Forgets everything, as a crash does. */
    void restart() {
        incarnation++;
        logs.clear();
        feeds.clear();
        loops = new DeliveryLoops(1, time, liveness.tick(), () -> logs.forEach(ChannelLog::expire), context.errors());
        NodeOrder order = new NodeOrder("node" + incarnation);
        for (int i = 0; i < published.length; i++) {
            publishedBefore[i] = published[i];
            ChannelLog log = new SegmentedLog("c" + i + "e" + incarnation, order, histories.get(i), time);
            logs.add(log);
            feeds.add(loops.feeds(log, policies.get(i)));
        }
    }

    void publish() {
        int channel = random.nextInt(published.length);
        int number = published[channel]++;
        String padding = " ".repeat(random.nextInt(20) == 0 ? 6_000 : random.nextInt(80));
        String data = "data: " + name(channel) + '#' + number + padding + "\n";
        String applicationId = random.nextInt(3) == 0 ? "application " + channel + ' ' + number : null;
        logs.get(channel).append(new EncodedEvent(data.getBytes(UTF_8), false, applicationId));
        if (random.nextInt(3) > 0) { // or the news comes later
            feeds.get(channel).wake();
        }
    }

    void advance(Duration duration) {
        time.advance(duration);
        turn();
    }

    void turn() {
        while (loops.next().turn() == 0) {
            // more to do
        }
    }

    void wakeAll() {
        feeds.forEach(ChannelFeeds::wake);
        turn();
    }

    /** Registers a client; its stream is open when the loop has turned. */
    FakeStream subscribe(List<Integer> channels, Optional<String> lastEventId) {
        Client client = new Client(lastEventId, Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty());
        Subscription subscription = new Subscription(1, loops.next(), client, context, new Deaf());
        HandTurnedLoop.add(
                subscription,
                channels.stream()
                        .map(channel -> ChannelCursor.at(name(channel), feeds.get(channel), lastEventId))
                        .toList());
        FakeStream stream = new FakeStream();
        subscription.opened(stream);
        stream.start(subscription);
        return stream;
    }

    int channels() {
        return published.length;
    }

    int incarnation() {
        return incarnation;
    }

    int published(int channel) {
        return published[channel];
    }

    /** The number of the oldest event that the channel's log still holds. */
    int oldestHeld(int channel) {
        logs.get(channel).expire();
        return (int) (publishedBefore[channel] + logs.get(channel).oldest() - 1);
    }

    /** Whether a client may be told of a gap on a stream that goes on. */
    boolean skips(int channel) {
        return policies.get(channel) == SlowReaders.SKIP;
    }

    static String name(int channel) {
        return "channel-" + channel;
    }

    private static final class Deaf implements StreamListener {
        @Override
        public void opened(SubscriptionInfo subscription) {}

        @Override
        public void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause) {}

        @Override
        public void released() {}
    }
}
