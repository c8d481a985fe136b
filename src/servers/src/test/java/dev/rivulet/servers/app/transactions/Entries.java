/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app.transactions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Stores entries; nothing is flushed before the transaction commits. */
@ApplicationScoped
@Transactional
public class Entries {

    @PersistenceContext
    EntityManager entities;

    public void add(String id) {
        entities.persist(new Entry(id, "first"));
    }

    public void rewrite(String id) {
        entities.find(Entry.class, id).rewrite("second");
    }

    public void remove(String id) {
        entities.remove(entities.find(Entry.class, id));
    }

    public void addAndFail(String id) {
        add(id);
        entities.flush();
        throw new IllegalStateException("As the test has it");
    }
}
