/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.support;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.LoggedProcess;
import dev.rivulet.launch.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that is told by {@code config/servers/NAME/server.properties} how it is set up and started, and that deploys what
 * lies in a directory.
 */
final class ServerProcess implements AppServer {

    private static final System.Logger LOG = System.getLogger(ServerProcess.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String SUFFIX = ".war";

    private final String name;
    private final Installation installation;
    private final boolean controlled;
    private final LoggedProcess process;
    private final List<String> applications = new ArrayList<>();
    private boolean served;

    /** A server that has been unpacked and not started. */
    ServerProcess(String name) {
        this.name = name;
        installation = installationOf(name);
        controlled = installation.is("control");
        process = new LoggedProcess(name);
    }

    /** What the server of this name is started from, set up on free ports. */
    static Installation installationOf(String name) {
        return Installation.onFreePort(
                Path.of(System.getProperty("rivulet.servers.config")),
                name,
                Path.of(System.getProperty("rivulet.servers.directory"), name));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public AppServer started() {
        if (!process.wasStarted()) {
            start();
        } else if (!served) {
            throw new IllegalStateException(name + " did not start");
        }
        return this;
    }

    private void start() {
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(installation.command())
                .directory(installation.home().toFile());
        builder.environment().putAll(installation.environment());
        // What only caches hold that give way to need, nothing holds.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:SoftRefLRUPolicyMSPerMB=0");
        process.start(builder);
        applications.forEach(this::awaitUp);
        served = true;
        record("started", start);
    }

    @Override
    public void deploy(Path war) {
        String file = war.getFileName().toString();
        String application = file.substring(0, file.length() - SUFFIX.length());
        applications.add(application);
        if (process.wasStarted() && controlled) {
            app(AppServers.CONTROL).post("deploy", war.toAbsolutePath().toString());
            return;
        }
        put(war);
        if (process.wasStarted()) {
            awaitUp(application);
        }
    }

    @Override
    public void deployInVain(Path war) {
        put(war);
    }

    private void put(Path war) {
        String file = war.getFileName().toString();
        try {
            Path whole = Files.copy(war, process.logFile().resolveSibling(file), StandardCopyOption.REPLACE_EXISTING);
            Files.move(whole, installation.deployments().resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void undeploy(String application) {
        applications.remove(application);
        if (controlled) {
            app(AppServers.CONTROL).post("undeploy", application);
            return;
        }
        try {
            Files.delete(installation.deployments().resolve(application + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public App app(String application) {
        return new App(URI.create("http://127.0.0.1:" + installation.address().port() + '/' + application + '/'));
    }

    @Override
    public void stop() {
        long start = System.nanoTime();
        process.terminate();
        if (!process.awaitExit(PATIENCE)) {
            throw new IllegalStateException(name + " does not stop, see " + process.logFile());
        }
        record("stopped", start);
    }

    @Override
    public String log() {
        return process.log();
    }

    @Override
    public boolean isPlain() {
        return installation.is("plain");
    }

    @Override
    public boolean endsStreamsWholeWhenItStops() {
        return !installation.is("cuts-streams");
    }

    @Override
    public boolean breaksStalledConnections() {
        return installation.is("breaks-stalled");
    }

    @Override
    public int loadersKept() {
        return installation.number("keeps-loaders");
    }

    @Override
    public void close() {
        process.close();
    }

    /** For whoever compares servers. */
    private void record(String what, long start) {
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        LOG.log(Level.INFO, "{0} {1} in {2} ms", name, what, Long.toString(millis));
    }

    private void awaitUp(String application) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(app(application).root())) {
            if (!process.isRunning() || System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " does not serve " + application + ", see " + process.logFile());
            }
            process.awaitExit(Duration.ofMillis(100));
        }
    }

    private static boolean answers(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(10_000);
            connection.setReadTimeout(10_000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }
}
