/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.Channel;
import dev.rivulet.server.internal.channel.ChannelName;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.spi.ChannelPolicy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;

/**
 * Learns at deployment which channels the application names, so that they exist from its start, and finds what would
 * otherwise fail with the first event: bad settings, bad channel names, two policies.
 */
public class RivuletExtension implements Extension {

    private final Set<String> channels = new TreeSet<>();

    /** The channels that injection points name. */
    Set<String> channels() {
        return channels;
    }

    void learnName(@Observes ProcessInjectionPoint<?, ?> injection) {
        for (var qualifier : injection.getInjectionPoint().getQualifiers()) {
            if (qualifier instanceof Channel channel) {
                try {
                    channels.add(new ChannelName(channel.value()).value());
                } catch (IllegalArgumentException e) {
                    injection.addDefinitionError(
                            new IllegalArgumentException(injection.getInjectionPoint() + ": " + e.getMessage(), e));
                }
            }
        }
    }

    void readSettings(@Observes AfterBeanDiscovery beans) {
        try {
            Settings settings = Settings.load();
            beans.<Settings>addBean()
                    .types(Settings.class)
                    .scope(Singleton.class)
                    .createWith(context -> settings);
        } catch (IllegalArgumentException e) {
            beans.addDefinitionError(e);
        }
    }

    void checkPolicy(@Observes AfterDeploymentValidation validation, BeanManager beanManager) {
        try {
            beanManager.resolve(beanManager.getBeans(ChannelPolicy.class));
        } catch (RuntimeException e) {
            validation.addDeploymentProblem(e);
        }
    }
}
