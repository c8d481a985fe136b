/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param limit after which no further round of a server begins; clients and parts alone come behind
 * @param rounds how often each peer has its turn in each scenario
 * @param warmUp for how long each peer delivers before
 * @param arrivals how often all clients of each peer come and go before
 * @param rest for how long, at most, a peer is waited for after a turn until it rests
 * @param flood for how long events are published as fast as it goes
 * @param paced for how long they are published at a pace
 * @param subscribers to one channel
 * @param channels when there are many, each with {@link #SUBSCRIBERS_PER_CHANNEL}
 * @param idle streams that do nothing
 * @param opening streams that are opened as fast as it goes
 * @param missed events that those who come back have missed
 * @param dataSize bytes of an event's data
 */
public record Form(
        Duration limit,
        int rounds,
        Duration warmUp,
        int arrivals,
        Duration rest,
        Duration flood,
        Duration paced,
        int subscribers,
        int channels,
        int idle,
        int opening,
        int missed,
        int dataSize) {

    /** Subscribers of each channel where there are many channels. */
    public static final int SUBSCRIBERS_PER_CHANNEL = 10;

    /** In less than five minutes: what there is to see. */
    public static final Form SHORT = new Form(
            Duration.ofSeconds(255),
            1,
            Duration.ofSeconds(2),
            0,
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            1_000,
            100,
            1_000,
            1_000,
            1_000,
            120);

    /** In less than an hour: figures to publish. */
    public static final Form FULL = new Form(
            Duration.ofMinutes(45),
            5,
            Duration.ofSeconds(24),
            12,
            Duration.ofSeconds(4),
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            1_000,
            1_000,
            10_000,
            2_000,
            1_000,
            120);

    /**
     * The same, with more time or less.
     *
     * @param time after which no further round of a server begins
     * @return another form
     */
    public Form within(Duration time) {
        return with(time, subscribers, channels);
    }

    /** The same for few streams, so that most of the work is to publish. */
    Form withFewStreams() {
        return with(limit, SUBSCRIBERS_PER_CHANNEL, SUBSCRIBERS_PER_CHANNEL);
    }

    private Form with(Duration time, int ofOneChannel, int manyChannels) {
        return new Form(
                time,
                rounds,
                warmUp,
                arrivals,
                rest,
                flood,
                paced,
                ofOneChannel,
                manyChannels,
                idle,
                opening,
                missed,
                dataSize);
    }
}
