/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;

/** What a full server gives to an application, for tests that run inside it. */
@ApplicationScoped
public class ServerResources {

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @Resource(lookup = "java:comp/UserTransaction")
    UserTransaction transaction;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    public TransactionSynchronizationRegistry registry() {
        return registry;
    }

    public UserTransaction transaction() {
        return transaction;
    }

    public ManagedExecutorService executor() {
        return executor;
    }
}
