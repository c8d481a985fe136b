/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app.transactions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Works beside the caller's transaction. */
@ApplicationScoped
public class Nested {

    @Transactional(TxType.REQUIRES_NEW)
    public void inAnother(Runnable work) {
        work.run();
    }

    @Transactional(TxType.NOT_SUPPORTED)
    public void inNone(Runnable work) {
        work.run();
    }
}
