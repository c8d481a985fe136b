/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.tck;

import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells the TCK where the server listens: it wants system properties, and the port is known when the server runs. */
public final class ServerAddress implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Observer.class);
    }

    /** Hears of every deployment. */
    public static final class Observer {

        void deployed(@Observes ProtocolMetaData deployment) {
            HTTPContext http =
                    deployment.getContexts(HTTPContext.class).iterator().next();
            System.setProperty("webServerHost", http.getHost());
            System.setProperty("webServerPort", String.valueOf(http.getPort()));
        }
    }
}
