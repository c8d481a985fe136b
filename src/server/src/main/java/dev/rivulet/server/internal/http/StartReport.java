/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an operator reads when the application starts: which Rivulet, which channels, who may have them, and which way streams
 * go out of each of its web modules.
 */
public final class StartReport {

    private static final System.Logger LOG = System.getLogger(StartReport.class.getName());
    private static final String POM = "/META-INF/maven/dev.rivulet/rivulet-server/pom.properties";

    private final Settings settings;
    private final Set<String> channels;
    private final boolean hasPolicy;
    private final List<String> modules = new ArrayList<>(); // guarded by this
    private boolean told; // guarded by this

    /**
     * A report that has not been given yet.
     *
     * @param settings the application's
     * @param channels that its injection points name
     * @param hasPolicy whether it has a policy
     */
    public StartReport(Settings settings, Set<String> channels, boolean hasPolicy) {
        this.settings = settings;
        this.channels = new TreeSet<>(channels);
        this.hasPolicy = hasPolicy;
    }

    /** The application has started. */
    public synchronized void applicationStarted() {
        tellOfApplication();
        if (!HasServlets.PRESENT) {
            LOG.log(
                    Level.INFO,
                    "Streams go out through SseEventSink, one event per write, since this server has no servlets: limits"
                            + " by address and the ends of HTTP sessions are not seen");
        }
    }

    /**
     * A web module has started, before the application has or after.
     *
     * @param module whose streams pass the filter
     */
    public synchronized void started(WebModule module) {
        tellOfApplication();
        if (modules.contains(module.name())) {
            return;
        }
        modules.add(module.name());
        LOG.log(
                Level.INFO,
                "Streams of {0} go out through the servlet output, {1}",
                module.name(),
                module.writesBlock()
                        ? "each write by one of rivulet.sink.threads, since this server's writes block"
                        : "non-blocking");
        if (modules.size() > 1) {
            LOG.log(
                    Level.INFO,
                    "The modules {0} share one node, since they share one Rivulet: one set of channels, settings and"
                            + " limits. Put the jar into each WEB-INF/lib for a node each",
                    modules);
        }
    }

    private void tellOfApplication() {
        if (told) {
            return;
        }
        told = true;
        LOG.log(
                Level.INFO,
                "Rivulet {0} starts with {1}; others are made when the application names them",
                version(),
                channels.isEmpty() ? "no channel" : "the channels " + channels);
        LOG.log(Level.INFO, "{0}; {1}", policy(), origins());
    }

    private String policy() {
        return hasPolicy
                ? "Channels that clients name are decided on by the application's ChannelPolicy"
                : "Channels that clients name are refused (403), since the application has no ChannelPolicy: a bean that"
                        + " implements dev.rivulet.server.spi.ChannelPolicy lets them in";
    }

    private String origins() {
        Set<String> origins = settings.crossOrigin().origins();
        return origins.isEmpty()
                ? "pages of other origins may read no stream (rivulet.cors.origins)"
                : "pages of " + new TreeSet<>(origins) + " may read every stream"
                        + (settings.crossOrigin().credentials() ? ", with cookies" : "");
    }

    private static String version() {
        try (InputStream pom = StartReport.class.getResourceAsStream(POM)) {
            Properties properties = new Properties();
            if (pom != null) {
                properties.load(pom);
            }
            return properties.getProperty("version", "(a build without a version)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the Servlet API is there. */
    private static final class HasServlets {
        static final boolean PRESENT = isPresent();

        private static boolean isPresent() {
            try {
                Class.forName("jakarta.servlet.ServletContext", false, StartReport.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException noServlets) {
                return false;
            }
        }
    }
}
