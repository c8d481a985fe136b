/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.Meter;
import dev.rivulet.server.internal.engine.log.TracedEvent;
import dev.rivulet.server.spi.Latency;
import java.time.Duration;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts the node's streams, what they write, and how long events wait for it. Thread-safe, without a lock. */
public final class StreamMeter implements Meter {

    private static final long[] BOUNDS = {
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        25_000_000,
        50_000_000,
        100_000_000,
        250_000_000,
        500_000_000,
        1_000_000_000,
        2_500_000_000L,
        5_000_000_000L,
        10_000_000_000L,
        30_000_000_000L
    };

    private final Announcer announcer;
    private final AtomicInteger streams = new AtomicInteger();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder[] writes = Stream.generate(LongAdder::new)
            .limit(BOUNDS.length + 1)
            .toArray(LongAdder[]::new); // by bound, the last without

    /**
     * Nothing has been counted.
     *
     * @param announcer tells those who follow an event of its first write
     */
    public StreamMeter(Announcer announcer) {
        this.announcer = announcer;
    }

    @Override
    public void opened() {
        streams.incrementAndGet();
    }

    @Override
    public void closed() {
        streams.decrementAndGet();
    }

    @Override
    public void wrote(int more) {
        bytes.add(more);
    }

    @Override
    public void traced(TracedEvent trace) {
        announcer.delivered(trace);
    }

    @Override
    public void waited(long nanos) {
        int found = Arrays.binarySearch(BOUNDS, nanos);
        writes[found >= 0 ? found : -found - 1].increment();
        waitedNanos.add(nanos);
    }

    int streams() {
        return streams.get();
    }

    long bytes() {
        return bytes.sum();
    }

    Latency latency() {
        SortedMap<Duration, Long> atMost = new TreeMap<>();
        long count = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            count += writes[i].sum();
            atMost.put(Duration.ofNanos(BOUNDS[i]), count);
        }
        return new NodeLatency(atMost, count + writes[BOUNDS.length].sum(), Duration.ofNanos(waitedNanos.sum()));
    }
}
