/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.channel;

import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.delivery.DeliveryLoops;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.log.ChannelLog;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** The node's channels by name. */
public final class ChannelRegistry implements Channels {

    private static final long EPOCHS = 2_821_109_907_456L; // 36^8: eight characters

    private final Settings settings;
    private final EventEncoder encoder;
    private final LongSupplier nanoTime;
    private final DeliveryLoops loops;
    private final Registrar registrar;
    private final Admission admission;
    private final Map<String, LogChannel> channels = new ConcurrentHashMap<>();

    /**
     * No channels yet.
     *
     * @param settings the bounds of their logs
     * @param encoder makes their bytes
     * @param nanoTime the clock
     * @param loops deliver them
     * @param registrar opens streams
     * @param admission decides on names from outside
     */
    public ChannelRegistry(
            Settings settings,
            EventEncoder encoder,
            LongSupplier nanoTime,
            DeliveryLoops loops,
            Registrar registrar,
            Admission admission) {
        this.settings = settings;
        this.encoder = encoder;
        this.nanoTime = nanoTime;
        this.loops = loops;
        this.registrar = registrar;
        this.admission = admission;
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
    public void subscribe(SseEventSink sink, String... names) {
        List<LogChannel> admitted = admission.admit(List.of(names), name -> Optional.ofNullable(channels.get(name)));
        registrar.register(sink, admitted, Optional.empty(), Optional.empty());
    }

    @Override
    public int streams() {
        return registrar.streams();
    }

    /** Drops what has become too old in any log. */
    public void expire() {
        channels.values().forEach(LogChannel::expire);
    }

    private LogChannel create(ChannelName name) {
        return channels.computeIfAbsent(name.value(), value -> {
            String epoch = Long.toString(EPOCHS + ThreadLocalRandom.current().nextLong(EPOCHS), 36)
                    .substring(1);
            ChannelLog log = new ChannelLog(epoch, settings.historyOf(value), nanoTime);
            return new LogChannel(name, encoder, log, loops.feeds(log), registrar);
        });
    }
}
