/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Gives a managed server a second chance: on a busy machine Payara's own start-up now and then fails, or its adapter reads
 * what the server prints before the part that says what is deployed where.
 */
public final class SecondStart implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Observer.class);
    }

    /** Stands nearest to the deployment itself, which is what happens twice. */
    public static final class Observer {

        private static final System.Logger LOG = System.getLogger(SecondStart.class.getName());

        @Inject
        private Instance<ProtocolMetaData> deployed;

        void deploy(@Observes(precedence = Integer.MIN_VALUE) EventContext<DeployDeployment> context) {
            Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());
            try {
                context.proceed();
                if (hasServlets()) {
                    return;
                }
                LOG.log(Level.WARNING, "The adapter has not read where the application is; trying once more");
            } catch (Exception e) {
                LOG.log(Level.WARNING, "The server did not start, or not deploy; trying once more", e);
            }
            ProcessHandle.current()
                    .children()
                    .filter(child -> !others.contains(child))
                    .forEach(ProcessHandle::destroyForcibly);
            context.proceed();
        }

        private boolean hasServlets() {
            ProtocolMetaData metadata = deployed.get();
            return metadata != null
                    && metadata.getContexts(HTTPContext.class).stream()
                            .anyMatch(http -> !http.getServlets().isEmpty());
        }
    }
}
