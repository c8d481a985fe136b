/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.Position;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.PlantedFault;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A node with a few small logs, which can lose all of them, and the truth beside it: how many events each channel has ever
 * had. An event's data is its channel's name and its number, from 0, over all restarts.
 */
final class ModelNode {

    private static final String APPLICATION = "application ";

    static final Duration AGE = Duration.ofMinutes(10);

    private final Random random;
    private final PlantedFault fault;
    private final FakeTime time = new FakeTime();
    private final Liveness liveness = new Liveness(Duration.ofSeconds(15), Duration.ofSeconds(30));
    private final StreamContext context =
            new StreamContext(liveness, () -> 0, () -> Instant.EPOCH, Meter.NONE, ErrorHandler.logging());
    private final List<History> histories = new ArrayList<>();
    private final List<SlowReaders> policies = new ArrayList<>();
    private final int[] published;
    private final int[] publishedBefore; // this incarnation
    private final List<ChannelLog> logs = new ArrayList<>();
    private final List<ChannelFeeds> feeds = new ArrayList<>();
    private final List<List<Long>> stamps = new ArrayList<>(); // this incarnation
    private DeliveryLoops loops;
    private NodeOrder order;
    private int incarnation;

    ModelNode(Random random, int channels, PlantedFault fault) {
        this.random = random;
        this.fault = fault;
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
        stamps.clear();
        order = fault.order("node" + incarnation);
        for (int i = 0; i < published.length; i++) {
            publishedBefore[i] = published[i];
            ChannelLog log = fault.log(name(i), order, histories.get(i), time);
            logs.add(log);
            feeds.add(loops.feeds(log, policies.get(i)));
            stamps.add(new ArrayList<>());
        }
    }

    void publish() {
        int channel = random.nextInt(published.length);
        int number = published[channel]++;
        String padding = " ".repeat(random.nextInt(20) == 0 ? 6_000 : random.nextInt(80));
        String data = "data: " + name(channel) + '#' + number + padding + "\n";
        String applicationId = random.nextInt(3) == 0 ? APPLICATION + channel + ' ' + number : null;
        EncodedEvent event = new EncodedEvent(data.getBytes(UTF_8), false, applicationId);
        stamps.get(channel).add(logs.get(channel).append(event));
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
                        .map(channel -> Cursor.at(feeds.get(channel), lastEventId))
                        .toList());
        FakeStream stream = new FakeStream();
        subscription.opened(stream);
        stream.start(subscription);
        return stream;
    }

    /**
     * What a client of a channel must get next that has that id, whatever stream it is from; empty where the id says nothing
     * about the channel.
     */
    Optional<Integer> next(int channel, String id) {
        Optional<Position> position = Position.parse(id);
        if (position.isPresent()) {
            long stamp = position.get().stamp();
            return position.get().epoch().equals("node" + incarnation) && stamp <= order.newest()
                    ? Optional.of(publishedBefore[channel]
                            + (int) stamps.get(channel).stream()
                                    .filter(given -> given <= stamp)
                                    .count())
                    : Optional.empty();
        }
        String ofChannel = APPLICATION + channel + ' ';
        return Optional.of(id)
                .filter(own -> own.startsWith(ofChannel))
                .map(own -> Integer.parseInt(own.substring(ofChannel.length())) + 1)
                .filter(next -> next > publishedBefore[channel]);
    }

    /** A position of the node's or of a channel's, or one that has yet to be given. */
    String anyPosition() {
        return switch (random.nextInt(4)) {
            case 0 -> order.position(order.newest()).toString();
            case 1 -> order.position(order.newest() + 1 + random.nextInt(3)).toString();
            case 2 -> order.position(random.nextLong(order.newest() + 1)).toString();
            default -> logs.get(random.nextInt(logs.size())).position().toString();
        };
    }

    List<Integer> anyChannels() {
        List<Integer> some = IntStream.range(0, published.length)
                .filter(channel -> random.nextBoolean())
                .boxed()
                .toList();
        return some.isEmpty() ? List.of(random.nextInt(published.length)) : some;
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
