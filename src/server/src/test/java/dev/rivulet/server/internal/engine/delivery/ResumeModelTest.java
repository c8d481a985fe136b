/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random publications, cuts after any byte, resumptions, slow readers, evictions and restarts, of clients of one channel and
 * of several: each client's record is its channels' sequence, with a gap told exactly where something may be missing.
 */
class ResumeModelTest {

    private static final System.Logger LOG = System.getLogger(ResumeModelTest.class.getName());
    private static final int SEEDS = 60;
    private static final int OPERATIONS = 2_000;

    @Test
    void everyRecordIsTheChannelsSequenceWithAGapExactlyWhereTheLogHadLostSomething() {
        ModelTally total = new ModelTally();
        for (int seed = 1; seed <= SEEDS; seed++) {
            ModelTally tally = run(seed);
            assertThat(tally.duplicates)
                    .as("duplicates, seed %s: %s", seed, tally)
                    .isZero();
            assertThat(tally.lostWithoutGap)
                    .as("lost, seed %s: %s", seed, tally)
                    .isZero();
            assertThat(tally.holesWithoutGap)
                    .as("holes, seed %s: %s", seed, tally)
                    .isZero();
            assertThat(tally.gapsWithoutReason)
                    .as("gaps without a reason, seed %s: %s", seed, tally)
                    .isZero();
            total.add(tally);
        }
        LOG.log(Level.INFO, "Resume model: {0}", total);
        assertThat(total.gaps).isGreaterThan(SEEDS);
        assertThat(total.skips).isPositive();
        assertThat(total.lostWithGap).isGreaterThan(total.gaps);
        assertThat(total.events).isGreaterThan(10L * total.connections);
        assertThat(total.restarts).isGreaterThan(SEEDS / 2);
    }

    private static ModelTally run(long seed) {
        Random random = new Random(seed);
        ModelTally tally = new ModelTally();
        ModelNode node = new ModelNode(random, 1 + random.nextInt(5));
        List<ModelClient> clients = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<Integer> channels = IntStream.range(0, node.channels())
                    .filter(channel -> random.nextBoolean())
                    .boxed()
                    .toList();
            clients.add(new ModelClient(node, random, channels.isEmpty() ? List.of(0) : channels, tally));
        }
        for (int i = 0; i < OPERATIONS; i++) {
            step(random, node, clients, tally);
        }
        for (ModelClient client : clients) {
            if (!client.isConnected()) {
                client.connect();
            }
            client.unblock();
        }
        node.wakeAll();
        clients.forEach(ModelClient::read);
        clients.stream().filter(ModelClient::isConnected).forEach(ModelClient::checkComplete);
        return tally;
    }

    private static void step(Random random, ModelNode node, List<ModelClient> clients, ModelTally tally) {
        tally.operations++;
        ModelClient client = clients.get(random.nextInt(clients.size()));
        if (!client.isConnected()) {
            client.connect();
            return;
        }
        int choice = random.nextInt(1_000);
        if (choice < 600) {
            node.publish();
        } else if (choice < 700) {
            client.read();
        } else if (choice < 750) {
            client.block();
        } else if (choice < 850) {
            client.unblock();
        } else if (choice < 950) {
            node.turn();
        } else if (choice < 980) {
            client.cut();
        } else if (choice < 990) {
            node.advance(Duration.ofSeconds(random.nextInt(20)));
        } else if (choice < 997) {
            node.advance(ModelNode.AGE.dividedBy(1 + random.nextInt(3)));
        } else {
            clients.forEach(ModelClient::cut);
            node.restart();
            tally.restarts++;
        }
    }
}
