/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.health;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.spi.FiniteChannelCounts;
import dev.rivulet.server.spi.Latency;
import dev.rivulet.server.spi.NodeStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A node whose probe a test lets out. */
final class FakeNode implements NodeStatus {

    final CompletableFuture<Void> probe = new CompletableFuture<>();
    boolean ready = true;
    int channels = 3;

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public CompletionStage<Void> probe() {
        return probe;
    }

    @Override
    public int streams() {
        return 7;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int channelLimit() {
        return 10;
    }

    @Override
    public FiniteChannelCounts finiteChannels() {
        return new NoneBegun();
    }

    @Override
    public long forgottenChannels() {
        return 0;
    }

    @Override
    public Optional<ChannelCounts> forgottenCounts() {
        return Optional.empty();
    }

    @Override
    public long historyBytes() {
        return 0;
    }

    @Override
    public long bytesSent() {
        return 0;
    }

    @Override
    public Latency latency() {
        return new NoWrites();
    }

    @Override
    public Set<String> namedChannels() {
        return Set.of();
    }

    @Override
    public SortedMap<String, Long> refusals() {
        return new TreeMap<>();
    }

    private static final class NoneBegun implements FiniteChannelCounts {

        @Override
        public long begun() {
            return 0;
        }

        @Override
        public long ended() {
            return 0;
        }

        @Override
        public long failed() {
            return 0;
        }

        @Override
        public long abandoned() {
            return 0;
        }

        @Override
        public long lingering() {
            return 0;
        }
    }

    private static final class NoWrites implements Latency {

        @Override
        public SortedMap<Duration, Long> atMost() {
            return new TreeMap<>();
        }

        @Override
        public long count() {
            return 0;
        }

        @Override
        public Duration sum() {
            return Duration.ZERO;
        }
    }
}
