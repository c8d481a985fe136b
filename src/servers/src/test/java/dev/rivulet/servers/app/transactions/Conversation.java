/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app.transactions;

import dev.rivulet.server.Channel;
import jakarta.ejb.SessionSynchronization;
import jakarta.ejb.Stateful;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

/** An EJB that is told of its transaction, and tells of it. */
@Stateful
public class Conversation implements SessionSynchronization {

    @Inject
    @Any
    Event<String> events;

    private String name;

    public void say(String channel) {
        name = channel;
        fire("said");
    }

    public void sayAndFail(String channel) {
        say(channel);
        throw new IllegalStateException("As the test has it");
    }

    @Override
    public void afterBegin() {
        // Nothing to tell yet: no method was called.
    }

    @Override
    public void beforeCompletion() {
        fire("before completion");
    }

    @Override
    public void afterCompletion(boolean committed) {
        fire("after completion");
    }

    private void fire(String what) {
        events.select(new Channel.Literal(name)).fire(what);
    }
}
