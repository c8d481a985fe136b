/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.Channel;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.spi.ChannelPolicy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Learns at deployment which channels the application names, so that they exist from its start, and finds what would
 * otherwise fail with the first event: bad settings, bad channel names, two policies, missing specifications.
 */
public class RivuletExtension implements Extension {

    private final Set<String> channels = new TreeSet<>();
    private final Set<Bean<?>> policies = new HashSet<>();
    private final List<InjectionPoint> events = new ArrayList<>();
    private boolean used;
    private @Nullable Settings settings;

    /** The channels that injection points name. */
    public Set<String> channels() {
        return channels;
    }

    void learnName(@Observes ProcessInjectionPoint<?, ?> injection) {
        InjectionPoint point = injection.getInjectionPoint();
        used |= InjectionAdvice.isApplicationsUse(point);
        try {
            InjectionAdvice.on(point);
        } catch (IllegalArgumentException e) {
            injection.addDefinitionError(new IllegalArgumentException(point + ": " + e.getMessage(), e));
        }
        for (var qualifier : point.getQualifiers()) {
            if (qualifier instanceof Channel channel) {
                if (InjectionAdvice.isEvent(point.getType())) {
                    events.add(point);
                }
                try {
                    channels.add(ChannelName.of(channel.value()).value());
                } catch (IllegalArgumentException e) {
                    injection.addDefinitionError(new IllegalArgumentException(point + ": " + e.getMessage(), e));
                }
            }
        }
    }

    <T> void narrow(@Observes ProcessObserverMethod<T, ?> observer) {
        try {
            NamedObservers.narrow(observer);
        } catch (IllegalArgumentException e) {
            observer.addDefinitionError(
                    new IllegalArgumentException(observer.getObserverMethod() + ": " + e.getMessage(), e));
        }
    }

    void learnPolicy(@Observes ProcessBean<?> bean) {
        Bean<?> found = bean.getBean();
        if (found.getTypes().contains(ChannelPolicy.class)
                && found.getQualifiers().contains(Default.Literal.INSTANCE)) {
            policies.add(found);
        }
    }

    void addSettings(@Observes AfterBeanDiscovery beans) {
        beans.<Settings>addBean()
                .types(Settings.class)
                .scope(Singleton.class)
                .createWith(context -> Objects.requireNonNull(settings, "read when the deployment was validated"));
    }

    void validate(@Observes AfterDeploymentValidation validation, BeanManager beanManager) {
        Platform.problems(beanManager, events).forEach(validation::addDeploymentProblem);
        if (!used) {
            InjectionAdvice.onNone();
        }
        try {
            settings = Settings.load(channels);
            beanManager.resolve(policies);
        } catch (AmbiguousResolutionException e) {
            validation.addDeploymentProblem(new IllegalStateException(
                    "One ChannelPolicy decides, but the application has several: " + policies, e));
        } catch (RuntimeException e) {
            validation.addDeploymentProblem(e);
        }
    }
}
