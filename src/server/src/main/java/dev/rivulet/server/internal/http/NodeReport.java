/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.spi.FiniteChannelCounts;
import dev.rivulet.server.spi.Latency;
import dev.rivulet.server.spi.NodeStatus;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/** What the engine and its meter know. */
public final class NodeReport implements NodeStatus {

    private final Engine engine;
    private final StreamMeter meter;
    private final Set<String> namedChannels;
    private final Refusals refusals;

    /**
     * A report.
     *
     * @param engine delivers
     * @param meter counts
     * @param namedChannels that injection points or settings name
     * @param refusals counts them
     */
    public NodeReport(Engine engine, StreamMeter meter, Set<String> namedChannels, Refusals refusals) {
        this.engine = engine;
        this.meter = meter;
        this.namedChannels = Set.copyOf(namedChannels);
        this.refusals = refusals;
    }

    @Override
    public boolean isReady() {
        return !engine.drain().hasBegun();
    }

    @Override
    public CompletionStage<Void> probe() {
        return engine.probe();
    }

    @Override
    public int streams() {
        return meter.streams();
    }

    @Override
    public int channels() {
        return engine.channelCount();
    }

    @Override
    public int channelLimit() {
        return engine.mostChannels();
    }

    @Override
    public FiniteChannelCounts finiteChannels() {
        return new NodeFiniteChannelCounts(engine.lifeCounts());
    }

    @Override
    public long forgottenChannels() {
        return engine.lifeCounts().forgotten();
    }

    @Override
    public Optional<ChannelCounts> forgottenCounts() {
        return engine.forgottenCounts();
    }

    @Override
    public long historyBytes() {
        return engine.historyBytes();
    }

    @Override
    public long bytesSent() {
        return meter.bytes();
    }

    @Override
    public Latency latency() {
        return meter.latency();
    }

    @Override
    public Set<String> namedChannels() {
        return namedChannels;
    }

    @Override
    public SortedMap<String, Long> refusals() {
        return refusals.counts();
    }
}
