/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** A bean whose method is a transaction, as business code has it. */
@ApplicationScoped
public class Transactions {

    /** Commits when the work returns, and rolls back when it throws. */
    @Transactional
    public void run(Runnable work) {
        work.run();
    }
}
