/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app.transactions;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;

/** Tells in the channel that is named like the entity of everything that is done with it, mostly while the transaction commits. */
public class EntryListener {

    @Inject
    @Any
    Event<String> events;

    @Inject
    @Channel("listener")
    EventChannel channel;

    @PrePersist
    void beforePersist(Entry entry) {
        fire(entry, "pre-persist");
    }

    @PostPersist
    void afterPersist(Entry entry) {
        fire(entry, "post-persist");
        channel.publish(entry.id());
    }

    @PreUpdate
    void beforeUpdate(Entry entry) {
        fire(entry, "pre-update");
    }

    @PostUpdate
    void afterUpdate(Entry entry) {
        fire(entry, "post-update");
    }

    @PreRemove
    void beforeRemove(Entry entry) {
        fire(entry, "pre-remove");
    }

    @PostRemove
    void afterRemove(Entry entry) {
        fire(entry, "post-remove");
    }

    private void fire(Entry entry, String what) {
        events.select(new Channel.Literal(entry.id())).fire(what);
    }
}
