/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** When what is fired is published. Thread-safe. */
@FunctionalInterface
interface Transactions {

    /** Where there are no transactions: at once. */
    Transactions NONE = Runnable::run;

    /**
     * Publishes after the commit of the transaction that the thread is in, in the order of the calls; never, if that rolls
     * back; at once, if there is none.
     *
     * @throws IllegalStateException if it cannot be known how the transaction ends
     */
    void afterCommit(Runnable publication);

    /** The server's, looked up in the application's naming context. */
    static Transactions ofThisServer() {
        try {
            return Jta.find();
        } catch (NamingException | LinkageError noJta) {
            return NONE;
        }
    }

    /** Apart, so that it is loaded only where its types are. */
    final class Jta {

        private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

        private Jta() {}

        @SuppressWarnings("BanJNDI") // a constant name, and not from outside
        static Transactions find() throws NamingException {
            return new JtaTransactions(InitialContext.doLookup(REGISTRY));
        }
    }
}
