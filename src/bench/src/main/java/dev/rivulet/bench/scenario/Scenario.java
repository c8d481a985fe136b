/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.peer.Peer;
import java.io.IOException;

/** Something to measure of every peer that it suits. */
public interface Scenario {

    /**
     * Its name.
     *
     * @return a word or two
     */
    String name();

    /**
     * What is measured.
     *
     * @param form how much of everything
     * @return a sentence
     */
    String description(Form form);

    /**
     * Whether a peer can be measured by it.
     *
     * @param peer the peer
     * @return true unless the peer lacks what the scenario is about
     */
    default boolean suits(Peer peer) {
        return !peer.name().equals("raw-batched");
    }

    /**
     * Measures.
     *
     * @param round takes the figures
     * @throws IOException if the peer fails
     * @throws InterruptedException if interrupted
     */
    void run(Round round) throws IOException, InterruptedException;
}
