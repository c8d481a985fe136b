/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.support;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.LoggedProcess;
import java.io.IOException;
import java.io.Reader;
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
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server that is told by {@code config/servers/NAME/server.properties} how it is set up and started, and that deploys what
 * lies in a directory.
 */
final class ServerProcess implements AppServer {

    private static final System.Logger LOG = System.getLogger(ServerProcess.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String SUFFIX = ".war";

    private final String name;
    private final Path config;
    private final Path home;
    private final Path deployments;
    private final Properties settings;
    private final boolean controlled;
    private final int port = LoggedProcess.freePort();
    private final LoggedProcess process;
    private final List<String> applications = new ArrayList<>();
    private boolean served;

    /** A server that has been unpacked and not started. */
    private ServerProcess(String name, Path config, Path directory) throws IOException {
        this.name = name;
        this.config = config;
        settings = new Properties();
        try (Reader properties = Files.newBufferedReader(config.resolve("server.properties"))) {
            settings.load(properties);
        }
        controlled = Boolean.parseBoolean(settings.getProperty("control"));
        home = directory.resolve(settings.getProperty("home")).toRealPath();
        overlay(config.resolve("files"));
        edit();
        deployments = Files.createDirectories(home.resolve(settings.getProperty("deployments")));
        process = new LoggedProcess(name);
    }

    static AppServer named(String name) {
        try {
            return new ServerProcess(
                    name,
                    Path.of(System.getProperty("rivulet.servers.config"), name),
                    Path.of(System.getProperty("rivulet.servers.directory"), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        List<String> command = Stream.of(settings.getProperty("start").split(" "))
                .map(this::filled)
                .collect(Collectors.toCollection(ArrayList::new));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        for (String key : keys("environment.")) {
            builder.environment().put(key.substring("environment.".length()), filled(settings.getProperty(key)));
        }
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
            Files.move(whole, deployments.resolve(file), StandardCopyOption.ATOMIC_MOVE);
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
            Files.delete(deployments.resolve(application + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public App app(String application) {
        return new App(URI.create("http://127.0.0.1:" + port + '/' + application + '/'));
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
        return Boolean.parseBoolean(settings.getProperty("plain"));
    }

    @Override
    public boolean endsStreamsWholeWhenItStops() {
        return !Boolean.parseBoolean(settings.getProperty("cuts-streams"));
    }

    @Override
    public boolean breaksStalledConnections() {
        return Boolean.parseBoolean(settings.getProperty("breaks-stalled"));
    }

    @Override
    public int loadersKept() {
        return Integer.parseInt(settings.getProperty("keeps-loaders", "0"));
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

    private void overlay(Path files) throws IOException {
        if (!Files.exists(files)) {
            return;
        }
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = home.resolve(files.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, filled(Files.readString(file)));
            }
        }
    }

    /** Replaces text in one of the server's own files, always starting from the file as it was unpacked. */
    private void edit() throws IOException {
        List<String> edits = keys("edit.");
        if (edits.isEmpty()) {
            return;
        }
        Path file = home.resolve(settings.getProperty("edited"));
        Path unpacked = file.resolveSibling(file.getFileName() + ".unpacked");
        if (!Files.exists(unpacked)) {
            Files.copy(file, unpacked);
        }
        String text = Files.readString(unpacked);
        for (String edit : edits) {
            String[] fromTo = settings.getProperty(edit).split(" =>", 2);
            if (!text.contains(fromTo[0])) {
                throw new IllegalStateException("There is no " + fromTo[0] + " in " + file);
            }
            text = text.replace(fromTo[0], filled(fromTo[1].strip()));
        }
        Files.writeString(file, text);
    }

    private List<String> keys(String prefix) {
        return settings.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .toList();
    }

    private String filled(String text) {
        String full = text.replace("{port}", Integer.toString(port))
                .replace("{home}", home.toString())
                .replace("{config}", config.toString())
                .replace("{java}", System.getProperty("java.home"));
        return full.contains("{free}") ? full.replace("{free}", Integer.toString(LoggedProcess.freePort())) : full;
    }
}
