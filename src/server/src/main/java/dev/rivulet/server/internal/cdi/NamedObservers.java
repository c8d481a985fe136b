/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.Channel;
import dev.rivulet.server.ChannelName;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;

/**
 * Has an observer with {@link Channel @Channel} hear of that channel's events alone. For CDI the qualifier's value is nonbinding,
 * so that one observer of ours can hear of all channels; what an application means by it is the channel that it names.
 */
final class NamedObservers {

    private NamedObservers() {}

    /**
     * Narrows an observer to the channel that it names, if it does.
     *
     * @throws IllegalArgumentException if no channel can have that name
     */
    static <T> void narrow(ProcessObserverMethod<T, ?> found) {
        ObserverMethod<T> observer = found.getObserverMethod();
        for (var qualifier : observer.getObservedQualifiers()) {
            if (qualifier instanceof Channel channel && !channel.value().equals(EveryChannel.NAME)) {
                String name = ChannelName.of(channel.value()).value();
                found.configureObserverMethod().notifyWith(fired -> {
                    if (isFiredIn(name, fired.getMetadata())) {
                        observer.notify(fired);
                    }
                });
            }
        }
    }

    private static boolean isFiredIn(String name, EventMetadata metadata) {
        return metadata.getQualifiers().stream()
                .anyMatch(qualifier ->
                        qualifier instanceof Channel channel && channel.value().equals(name));
    }
}
