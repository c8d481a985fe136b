/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app.data;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Publishes before the first request. */
@Singleton
@Startup
public class StartUp {

    @Inject
    @Channel("start-up")
    EventChannel channel;

    private Position before;

    @PostConstruct
    void publish() {
        before = channel.publish("before");
        channel.publish(Person.ADA);
    }

    /** The position from which on a stream receives it. */
    public Position before() {
        return before;
    }
}
