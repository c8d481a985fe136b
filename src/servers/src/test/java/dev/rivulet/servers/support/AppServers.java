/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.support;

import dev.rivulet.it.app.ChannelsResource;
import dev.rivulet.it.app.DetachedResource;
import dev.rivulet.it.app.NumberedEvents;
import dev.rivulet.it.app.Price;
import dev.rivulet.it.app.SubscriptionRecorder;
import dev.rivulet.it.app.TestApplication;
import dev.rivulet.it.app.Transactions;
import dev.rivulet.it.app.control.Control;
import dev.rivulet.it.support.Wars;
import dev.rivulet.servers.app.EncodedResource;
import dev.rivulet.servers.app.FilteredResponses;
import dev.rivulet.servers.app.InjectedResource;
import dev.rivulet.servers.app.SubscriptionsResource;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the server that this run is about, one for all of them, with the samples and the tests' own applications. */
public final class AppServers implements ParameterResolver {

    /** The samples, as they were built. */
    public static final String SAMPLES = "rivulet-samples";

    /** The tests' own application with Rivulet. */
    public static final String PROBE = "probe";

    /** An application without Rivulet, which outlives the others. */
    public static final String CONTROL = "control";

    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(AppServers.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AppServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // In the root's store, so that JUnit stops the server after the last test.
        return context.getRoot()
                .getStore(OWN)
                .getOrComputeIfAbsent(AppServer.class, key -> deployed(), AppServer.class)
                .started();
    }

    /** The samples' file. */
    public static Path samples() {
        return Path.of(System.getProperty("rivulet.samples.war"));
    }

    /** The tests' own application, as a file. */
    public static Path probe() {
        return Wars.saved(probeArchive());
    }

    private static WebArchive probeArchive() {
        return Wars.withRivulet(PROBE)
                .addAsWebResource(new StringAsset(PROBE), "index.html")
                .addClasses(
                        ChannelsResource.class,
                        DetachedResource.class,
                        EncodedResource.class,
                        SubscriptionsResource.class,
                        FilteredResponses.class,
                        InjectedResource.class,
                        NumberedEvents.class,
                        Price.class,
                        SubscriptionRecorder.class,
                        TestApplication.class,
                        Transactions.class);
    }

    private static AppServer deployed() {
        AppServer server = new ServerProcess(System.getProperty("rivulet.servers.name"));
        if (server.isPlain()) {
            server.deploy(Wars.saved(PlainWars.withLibraries(probeArchive())));
            PlainWars.DEPLOYABLE.forEach(war -> server.deploy(war.get()));
            PlainWars.FAULTY.forEach(war -> server.deployInVain(war.get()));
        } else {
            server.deploy(samples()); // with EJBs and entities
            server.deploy(probe());
        }
        server.deploy(
                Wars.saved(ShrinkWrap.create(WebArchive.class, CONTROL + ".war").addClass(Control.class)));
        return server;
    }
}
