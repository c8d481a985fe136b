/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.support;

import dev.rivulet.it.support.LoggedProcess;
import dev.rivulet.launch.Installation;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.api.event.ManagerStarted;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Sets up the server that this run is about, without what earlier tests have deployed, so that Arquillian can start it:
 * {@code arquillian.xml} finds it by these system properties.
 */
public final class ArquillianSetup implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(ArquillianSetup.class);
    }

    /** Comes before Arquillian reads its configuration, which it does at the same event. */
    public void setUp(@Observes(precedence = 1) ManagerStarted event) {
        String name = System.getProperty("rivulet.servers.name");
        Installation server = ServerProcess.installationOf(name);
        server.clearDeployments();
        System.setProperty("arquillian.launch", name);
        System.setProperty("rivulet.server.home", server.home().toString());
        System.setProperty(
                "rivulet.server.port", Integer.toString(server.address().port()));
        System.setProperty("rivulet.server.management", Integer.toString(server.managementPort()));
        System.setProperty("rivulet.server.free", Integer.toString(LoggedProcess.freePort()));
    }
}
