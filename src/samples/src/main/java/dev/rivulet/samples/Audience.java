/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;

/** Names known only at run time: asks every channel how many streams carry it, and tells the channel {@code channel}. */
@Singleton
@Startup
public class Audience {

    @Inject
    Channels channels;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void count() {
        Map<String, Integer> audience = new TreeMap<>();
        channels.names()
                .forEach(name -> audience.put(name.value(), channels.get(name).subscribers()));
        channels.get(ChannelName.of("channel")).publish(audience);
    }
}
