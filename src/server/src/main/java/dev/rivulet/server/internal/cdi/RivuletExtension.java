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

/** Finds at deployment what would otherwise fail with the first event: bad settings, bad channel names, two policies. */
public class RivuletExtension implements Extension {

    void checkName(@Observes ProcessInjectionPoint<?, ?> injection) {
        for (var qualifier : injection.getInjectionPoint().getQualifiers()) {
            if (qualifier instanceof Channel channel) {
                try {
                    new ChannelName(channel.value());
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
