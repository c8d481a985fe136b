/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All of them. */
public final class Scenarios {

    private Scenarios() {}

    /**
     * Every scenario.
     *
     * @return in the order in which they are run; the longest comes last, as a slow machine may not get through all of its rounds
     */
    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(List.of(
                Flood.toOneChannel("fan-out", 1, 8),
                Flood.toOneChannel("burst", 100, 2),
                new Steady(),
                new Flood("many channels", true, 1, 32),
                new Stalled(),
                new ResumeStorm(),
                new Opening()));
        for (int size = 1; size <= 1_000; size *= 10) {
            all.add(new Growth(1, size * Form.SUBSCRIBERS_PER_CHANNEL));
        }
        for (int size = 10; size <= 1_000; size *= 10) {
            all.add(new Growth(size, Form.SUBSCRIBERS_PER_CHANNEL));
        }
        all.add(Flood.toOneChannel("lock-step", 1, 1));
        all.add(new Idle());
        return all;
    }

    /**
     * Drives a peer in each way that is measured later, until its compiler has little left to do.
     *
     * @param round whose figures are nobody's
     * @throws IOException if the peer fails
     * @throws InterruptedException if interrupted
     */
    public static void warmUp(Round round) throws IOException, InterruptedException {
        Duration part = round.form().warmUp().dividedBy(3);
        Flood oneByOne = Flood.toOneChannel("warm-up", 1, 8);
        oneByOne.run(round.withFewStreams(), part);
        oneByOne.run(round, part);
        Flood.toOneChannel("warm-up", 100, 2).run(round, part);
        round.clear();
        List<Scenario> arrivals = List.of(new Opening(), new ResumeStorm());
        for (int i = 0; i < round.form().arrivals(); i++) {
            for (Scenario arrival : arrivals) {
                if (arrival.suits(round.server().peer())) {
                    arrival.run(round);
                    round.clear();
                }
            }
        }
    }
}
