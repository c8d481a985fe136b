/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app.transactions;

import jakarta.transaction.Synchronization;

/**
 * Runs code while a transaction completes.
 *
 * @param before what to do before
 * @param after what to do after
 */
public record Completion(Runnable before, Runnable after) implements Synchronization {

    @Override
    public void beforeCompletion() {
        before.run();
    }

    @Override
    public void afterCompletion(int status) {
        after.run();
    }
}
