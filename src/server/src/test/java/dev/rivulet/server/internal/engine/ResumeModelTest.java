/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.internal.engine.log.PlantedFault;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random publications, cuts after any byte, resumptions, slow readers, evictions and restarts, of clients of one channel and
 * of several, that come back for other channels and with ids from elsewhere, start at the first event, now or some back, and
 * whose streams have a lifetime; of channels that begin, end, rest and are forgotten. Each client's record is its channels' sequence,
 * with a gap told exactly where something may be missing, and the end where there is one, after which nothing follows.
 */
class ResumeModelTest {

    private static final System.Logger LOG = System.getLogger(ResumeModelTest.class.getName());
    private static final int SEEDS = 60;
    private static final int OPERATIONS = 2_000;

    @Test
    void everyRecordIsTheChannelsSequenceWithAGapExactlyWhereTheLogHadLostSomething() {
        ModelTally total = new ModelTally();
        for (int seed = 1; seed <= SEEDS; seed++) {
            ModelTally tally = run(seed, PlantedFault.NONE);
            assertThat(tally.violations()).as("seed %s: %s", seed, tally).isZero();
            total.add(tally);
        }
        LOG.log(Level.INFO, "Resume model: {0}", total);
        assertThat(total.gaps).isGreaterThan(SEEDS);
        assertThat(total.skips).isPositive();
        assertThat(total.lostWithGap).isGreaterThan(total.gaps);
        assertThat(total.events).isGreaterThan(5L * total.connections);
        assertThat(total.restarts).isGreaterThan(SEEDS / 2);
        assertThat(total.begun).isGreaterThan(10L * SEEDS);
        assertThat(total.ends).isGreaterThan(total.ended / 2);
        assertThat(total.forgotten).isGreaterThan(10L * SEEDS);
        assertThat(total.nothingFollows).isGreaterThan(SEEDS / 2);
        assertThat(total.notFound).isGreaterThan(SEEDS);
        assertThat(total.lifetimes).isGreaterThan(SEEDS);
    }

    /** What is wrong with the order is seen at its clients: a model that finds nothing would prove nothing. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsAPlantedFault(PlantedFault fault) {
        ModelTally total = new ModelTally();
        for (int seed = 1; seed <= SEEDS && total.violations() == 0; seed++) {
            total.add(run(seed, fault));
        }
        LOG.log(Level.INFO, "Resume model with {0}: {1}", fault, total);
        assertThat(total.violations()).isPositive();
    }

    private static ModelTally run(long seed, PlantedFault fault) {
        Random random = new Random(seed);
        ModelTally tally = new ModelTally();
        ModelNode node = new ModelNode(random, 1 + random.nextInt(8), fault, tally);
        List<ModelClient> clients = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            clients.add(new ModelClient(node, random, tally));
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
        node.turn();
        clients.forEach(ModelClient::read);
        clients.stream().filter(ModelClient::isConnected).forEach(ModelClient::checkComplete);
        return tally;
    }

    private static void step(Random random, ModelNode node, List<ModelClient> clients, ModelTally tally) {
        tally.operations++;
        ModelClient client = clients.get(random.nextInt(clients.size()));
        if (!client.isConnected()) {
            int how = random.nextInt(10);
            if (how < 3) {
                client.changeChannels();
            } else if (how == 3) {
                client.adopt(node.anyPosition());
            } else if (how == 4) {
                client.adopt(clients.get(random.nextInt(clients.size())).lastEventId());
            }
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
        } else if (choice < 995) {
            node.advance(ModelNode.AGE.dividedBy(1 + random.nextInt(3)));
        } else if (choice < 998) {
            clients.forEach(ModelClient::cut);
            node.rest();
        } else {
            clients.forEach(ModelClient::cut);
            node.crash();
            tally.restarts++;
        }
    }
}
