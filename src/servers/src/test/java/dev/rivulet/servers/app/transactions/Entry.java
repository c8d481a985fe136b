/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app.transactions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;

/** A row whose listener tells of it. */
@Entity
@EntityListeners(EntryListener.class)
public class Entry {

    @Id
    private String id;

    @Column(name = "words")
    private String text;

    /** For JPA. */
    protected Entry() {}

    public Entry(String id, String text) {
        this.id = id;
        this.text = text;
    }

    public String id() {
        return id;
    }

    public void rewrite(String other) {
        text = other;
    }
}
