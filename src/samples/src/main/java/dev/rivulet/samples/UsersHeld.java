/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.Channel;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Tells once a second how many users have a channel now. */
@Singleton
@Startup
public class UsersHeld {

    @Inject
    @Channel("users")
    EventChannel users;

    @Inject
    Channels channels;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void count() {
        users.publish(channels.all().stream()
                .filter(channel -> channel.name().isOfUser())
                .count());
    }
}
