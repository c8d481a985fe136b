/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.Subscriptions;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.engine.delivery.DeliveryLoops;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.KeyedLog;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import dev.rivulet.server.spi.ChannelOperation;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The node's channels by name. */
public final class ChannelRegistry implements Channels {

    private static final long EPOCHS = 2_821_109_907_456L; // 36^8: eight characters

    private final Settings settings;
    private final EventEncoder encoder;
    private final LongSupplier nanoTime;
    private final DeliveryLoops loops;
    private final Registrar registrar;
    private final Admission admission;
    private final Observers observers;
    private final Supplier<CompletionStage<Void>> drain;
    private final NodeOrder order = new NodeOrder(newEpoch());
    private final Map<String, LogChannel> channels = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * No channels yet.
     *
     * @param settings the bounds of their logs
     * @param encoder makes their bytes
     * @param nanoTime the clock
     * @param loops deliver them
     * @param registrar opens streams
     * @param admission decides on names from outside
     * @param observers watch what is published
     * @param drain begins to give up the streams
     */
    public ChannelRegistry(
            Settings settings,
            EventEncoder encoder,
            LongSupplier nanoTime,
            DeliveryLoops loops,
            Registrar registrar,
            Admission admission,
            Observers observers,
            Supplier<CompletionStage<Void>> drain) {
        this.settings = settings;
        this.encoder = encoder;
        this.nanoTime = nanoTime;
        this.loops = loops;
        this.registrar = registrar;
        this.admission = admission;
        this.observers = observers;
        this.drain = drain;
    }

    @Override
    public EventChannel get(String name) {
        LogChannel known = channels.get(name);
        return known != null ? known : create(new ChannelName(name));
    }

    @Override
    public Optional<EventChannel> find(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(channels.keySet());
    }

    @Override
    public Position position() {
        return order.position(order.newest());
    }

    @Override
    public void subscribe(SseEventSink sink, String... names) {
        subscribe(sink, List.of(names));
    }

    @Override
    public int streams() {
        return registrar.streams();
    }

    @Override
    public CompletionStage<Void> drain() {
        return drain.get();
    }

    private void takeOne() {
        int limit = settings.limits().channels();
        if (count.incrementAndGet() > limit) {
            count.decrementAndGet();
            throw Problem.unavailable(
                    "There are " + limit + " channels already (rivulet.limit.channels).",
                    settings.limits().retryAfter());
        }
    }

    /** Drops what has become too old in any log. */
    public void expire() {
        channels.values().forEach(LogChannel::expire);
    }

    @Override
    public Subscriptions subscriptions() {
        return new Presence(registrar, info -> true);
    }

    /** The channels of these names, if the caller may do that with each; too many are refused before the policy is asked. */
    List<LogChannel> admit(ChannelOperation operation, List<String> names) {
        int limit = settings.streamChannels();
        if (names.stream().distinct().count() > limit) {
            throw Problem.badRequest("A request names up to " + limit + " channels (rivulet.stream.channels).");
        }
        return admission.admit(operation, names, name -> Optional.ofNullable(channels.get(name)));
    }

    /** The names that the caller may see. */
    List<String> visible() {
        return admission.visible(channels.keySet());
    }

    /** Subscribes to channels that were named from outside. */
    void subscribe(SseEventSink sink, List<String> names) {
        List<LogChannel> admitted = admit(ChannelOperation.SUBSCRIBE, names);
        registrar.register(sink, admitted, Optional.empty(), Optional.empty());
    }

    private LogChannel create(ChannelName name) {
        return channels.computeIfAbsent(name.value(), value -> {
            takeOne();
            SlowReaders slowReaders = settings.slowReadersOf(value);
            History history = settings.historyOf(value);
            ChannelLog log = slowReaders == SlowReaders.LATEST
                    ? new KeyedLog(newEpoch(), order, history, nanoTime)
                    : new SegmentedLog(newEpoch(), order, history, nanoTime);
            EventEncoder ofChannel = slowReaders == SlowReaders.LATEST ? encoder.forKeyedChannel(value) : encoder;
            return new LogChannel(name, ofChannel, log, loops.feeds(log, slowReaders), registrar, observers);
        });
    }

    private static String newEpoch() {
        return Long.toString(EPOCHS + ThreadLocalRandom.current().nextLong(EPOCHS), 36)
                .substring(1);
    }
}
