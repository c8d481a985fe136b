/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.Position;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.delivery.FakeStream;
import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.delivery.StreamListener;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.engine.log.From;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.PlantedFault;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An engine with a few small channels, ordinary and finite, which can crash, and the truth beside it. An event's data is its
 * channel's name and its number.
 */
final class ModelNode {

    static final Duration AGE = Duration.ofMinutes(10);

    private static final String APPLICATION = "application ";
    private static final Duration LINGER = Duration.ofMinutes(4);
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration LIFETIME = Duration.ofMinutes(8);

    private final Random random;
    private final PlantedFault fault;
    private final ModelTally tally;
    private final FakeTime time = new FakeTime();
    private final List<ModelChannel> channels = new ArrayList<>();
    private final TestSettings settings = new TestSettings()
            .liveness(Duration.ofSeconds(15), Duration.ofSeconds(30))
            .life(LINGER, IDLE)
            .lifetime(LIFETIME);
    private Engine engine;
    private int incarnation;
    private long forgottenUpTo; // this run

    ModelNode(Random random, int many, PlantedFault fault, ModelTally tally) {
        this.random = random;
        this.fault = fault;
        this.tally = tally;
        for (int i = 0; i < many; i++) {
            SlowReaders policy = random.nextInt(3) == 0 ? SlowReaders.SKIP : SlowReaders.DISCONNECT;
            ModelChannel channel = new ModelChannel(
                    "channel-" + i,
                    random.nextInt(3) == 0,
                    1 + random.nextInt(40),
                    1_000 + random.nextInt(20_000),
                    policy);
            channels.add(channel);
            if (channel.finite) {
                settings.finite(channel.name, channel.events, channel.bytes, policy);
            } else {
                settings.channel(channel.name, new History(channel.events, channel.bytes, AGE), policy);
            }
        }
        this.engine = crash();
    }

    /** Forgets everything, as a crash does. */
    Engine crash() {
        incarnation++;
        forgottenUpTo = 0;
        channels.forEach(ModelChannel::crash);
        EngineBuilder builder = Engine.builder(settings.build());
        builder.orders = fault::order;
        builder.logs = fault::log;
        engine = builder.clock(time)
                .random(new Random(random.nextLong()))
                .epochs(() -> "node" + incarnation)
                .build();
        return engine;
    }

    /** Publishes to one of the channels; a finite one may begin first, or end instead. */
    void publish() {
        ModelChannel channel = channels.get(random.nextInt(channels.size()));
        if (!channel.finite) {
            ensure(channel);
            publish(channel);
        } else if (!channel.isOpen()) {
            if (random.nextInt(4) == 0) {
                begin(channel);
            }
        } else if (random.nextInt(12) == 0) {
            end(channel);
        } else {
            publish(channel);
        }
    }

    private void ensure(ModelChannel channel) {
        if (!channel.isKnown()) {
            channel.make(forgottenUpTo);
        }
    }

    private void begin(ModelChannel channel) {
        if (channel.isKnown()) {
            forgottenUpTo = Math.max(forgottenUpTo, channel.forget());
        }
        engine.begin(channel.name);
        channel.make(forgottenUpTo);
        tally.begun++;
    }

    private void end(ModelChannel channel) {
        EngineChannel finite = engine.channel(channel.name);
        boolean isFirst = random.nextBoolean() ? finite.end() : finite.fail("on purpose");
        if (!isFirst) {
            throw new AssertionError("It had not ended");
        }
        channel.ended(finite.position().stamp());
        tally.ended++;
    }

    private void publish(ModelChannel channel) {
        int number = channel.takeNumber();
        String padding = " ".repeat(random.nextInt(20) == 0 ? 6_000 : random.nextInt(80));
        String data = "data: " + channel.name + '#' + number + padding + "\n";
        String applicationId = random.nextInt(3) == 0 ? APPLICATION + channels.indexOf(channel) + ' ' + number : null;
        EncodedEvent event = new EncodedEvent(data.getBytes(UTF_8), false, applicationId);
        channel.stamped(engine.channel(channel.name).publish(event).stamp());
    }

    void advance(Duration duration) {
        time.advance(duration);
        turn();
    }

    /** Long enough for everything that no one holds to be forgotten. */
    void rest() {
        advance(Duration.ofSeconds(20));
        advance(AGE.plus(IDLE));
        advance(Duration.ofSeconds(1));
    }

    void turn() {
        while (engine.turn()) {
            // more to do
        }
        for (ModelChannel channel : channels) {
            if (channel.isKnown() && engine.find(channel.name).isEmpty()) {
                forgottenUpTo = Math.max(forgottenUpTo, channel.forget());
                tally.forgotten++;
            }
        }
    }

    /** Whether there are all of these channels, or can be made. */
    boolean hasAll(List<Integer> wanted) {
        return wanted.stream().map(channels::get).allMatch(channel -> !channel.finite || channel.isKnown());
    }

    /** Makes those that are not there. */
    void make(List<Integer> wanted) {
        wanted.forEach(channel -> {
            ensure(channels.get(channel));
            engine.channel(name(channel));
        });
    }

    /** Registers a client; its stream is open when the loop has turned. */
    FakeStream subscribe(List<Integer> wanted, From from, Consumer<CloseReason> closed) {
        List<EngineChannel> found =
                wanted.stream().map(channel -> engine.channel(name(channel))).toList();
        Subscription subscription = engine.open(TurnedEngine.CLIENT, found, from, StreamForm.PLAIN, new Told(closed));
        subscription.join();
        FakeStream stream = new FakeStream();
        subscription.opened(stream);
        stream.start(subscription);
        return stream;
    }

    /** What the engine says of a client that has that id. */
    boolean saysNothingFollows(List<Integer> wanted, String id) {
        return engine.hasNothingFor(wanted.stream().map(this::name).toList(), id);
    }

    /** What is true. */
    boolean nothingFollows(Collection<Integer> wanted, String id) {
        Optional<Long> stamp = stamp(id);
        return stamp.isPresent() && wanted.stream().map(channels::get).allMatch(one -> one.isComplete(stamp.get()));
    }

    /**
     * What a client of a channel must get next that has that id, whatever stream it is from; empty where the id says nothing
     * about the channel.
     */
    Optional<Integer> next(int channel, String id) {
        if (Position.parse(id).isPresent()) {
            return stamp(id).map(channels.get(channel)::next);
        }
        String ofChannel = APPLICATION + channel + ' ';
        return Optional.of(id)
                .filter(own -> own.startsWith(ofChannel))
                .map(own -> Integer.parseInt(own.substring(ofChannel.length())) + 1)
                .filter(next -> next > channels.get(channel).publishedBefore());
    }

    /** Whether the channel may have been forgotten with events that a client with that id has not had. */
    boolean mayHaveForgotten(int channel, String id) {
        return Position.parse(id).isPresent()
                ? stamp(id).filter(channels.get(channel)::mayHaveForgotten).isPresent()
                : next(channel, id).isEmpty();
    }

    /** Its stamp, where it is a position of this run. */
    private Optional<Long> stamp(String id) {
        return Position.parse(id)
                .filter(position -> position.epoch().equals("node" + incarnation))
                .map(Position::stamp)
                .filter(stamp -> stamp <= engine.position().stamp());
    }

    /** A position of the node's or of a channel's, or one that has yet to be given. */
    String anyPosition() {
        Position newest = engine.position();
        return switch (random.nextInt(4)) {
            case 0 -> newest.toString();
            case 1 -> newest.at(newest.stamp() + 1 + random.nextInt(3)).toString();
            case 2 -> newest.at(random.nextLong(newest.stamp() + 1)).toString();
            default ->
                newest.at(channels.get(random.nextInt(channels.size())).newest())
                        .toString();
        };
    }

    List<Integer> anyChannels() {
        List<Integer> some = IntStream.range(0, channels.size())
                .filter(channel -> random.nextInt(3) == 0)
                .boxed()
                .toList();
        return some.isEmpty() ? List.of(random.nextInt(channels.size())) : some;
    }

    ModelChannel channel(int channel) {
        return channels.get(channel);
    }

    int incarnation() {
        return incarnation;
    }

    /** The number of the oldest event that the channel's log still holds. */
    int oldestHeld(int channel) {
        ModelChannel truth = channels.get(channel);
        if (!truth.isKnown()) {
            return truth.published();
        }
        ChannelLog log = engine.live(truth.name).log();
        log.expire();
        return (int) (truth.publishedBefore() + log.oldest() - 1);
    }

    private String name(int channel) {
        return channels.get(channel).name;
    }

    private record Told(Consumer<CloseReason> told) implements StreamListener {
        @Override
        public void opened(SubscriptionInfo subscription) {}

        @Override
        public void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause) {
            told.accept(reason);
        }

        @Override
        public void released() {}
    }
}
