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
     * @return in the order in which they are run; what has no target comes last, as a slow machine may not get so far
     */
    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(List.of(
                Flood.toOneChannel("fan-out", 1, 8),
                Flood.toOneChannel("burst", 100, 2),
                new Steady(),
                new Flood("many channels", true, 1, 32),
                new Stalled(),
                new ResumeStorm(),
                new Opening(),
                new Idle()));
        for (int size = 1; size <= 1_000; size *= 10) {
            all.add(new Growth(1, size * Form.SUBSCRIBERS_PER_CHANNEL));
        }
        for (int size = 10; size <= 1_000; size *= 10) {
            all.add(new Growth(size, Form.SUBSCRIBERS_PER_CHANNEL));
        }
        all.add(Flood.toOneChannel("lock-step", 1, 1));
        return all;
    }

    /**
     * Drives a peer until its compiler has little left to do.
     *
     * @param round whose figures are nobody's
     * @throws IOException if the peer fails
     */
    public static void warmUp(Round round) throws IOException {
        Duration half = round.form().warmUp().dividedBy(2);
        Flood.toOneChannel("warm-up", 1, 8).run(round.withFewStreams(), half);
        Flood.toOneChannel("warm-up", 1, 8).run(round, half);
        Flood.toOneChannel("warm-up", 100, 2).run(round, half.dividedBy(2));
        round.clear();
    }
}
