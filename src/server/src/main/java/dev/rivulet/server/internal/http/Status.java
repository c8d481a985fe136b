/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.internal.engine.delivery.Canary;
import dev.rivulet.server.internal.engine.delivery.DeliveryLoops;
import dev.rivulet.server.internal.engine.delivery.StreamTerms;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.spi.Latency;
import dev.rivulet.server.spi.NodeStatus;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Collects what the node's parts know. */
public final class Status implements NodeStatus {

    private static final EncodedEvent CANARY = new EncodedEvent("data: canary\n".getBytes(UTF_8), false, null);

    private final Registrar registrar;
    private final Retreat retreat;
    private final Canary canary;
    private final Set<String> namedChannels;
    private final Supplier<SortedMap<String, Long>> refusals;

    /**
     * A status.
     *
     * @param registrar has the streams
     * @param retreat gives them up
     * @param loops deliver
     * @param terms hold for every stream
     * @param namedChannels that injection points or settings name
     * @param refusals by reason
     */
    public Status(
            Registrar registrar,
            Retreat retreat,
            DeliveryLoops loops,
            StreamTerms terms,
            Set<String> namedChannels,
            Supplier<SortedMap<String, Long>> refusals) {
        this.registrar = registrar;
        this.retreat = retreat;
        this.canary = canary(loops, terms);
        this.namedChannels = Set.copyOf(namedChannels);
        this.refusals = refusals;
    }

    @Override
    public boolean isReady() {
        return retreat.isReady();
    }

    @Override
    public CompletionStage<Void> sendCanary() {
        return canary.fly();
    }

    @Override
    public int streams() {
        return registrar.streams();
    }

    @Override
    public long bytesSent() {
        return registrar.tally().bytes();
    }

    @Override
    public Latency latency() {
        return registrar.tally().latency();
    }

    @Override
    public Set<String> namedChannels() {
        return namedChannels;
    }

    @Override
    public SortedMap<String, Long> refusals() {
        return refusals.get();
    }

    private static Canary canary(DeliveryLoops loops, StreamTerms terms) {
        ChannelLog log = new SegmentedLog(
                "canary",
                new NodeOrder("canary"),
                new History(1, Long.MAX_VALUE, Duration.ofDays(1)),
                System::nanoTime);
        return new Canary(loops, terms, log, () -> log.append(CANARY));
    }
}
