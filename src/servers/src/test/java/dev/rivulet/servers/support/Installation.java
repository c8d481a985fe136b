/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.support;

import dev.rivulet.it.support.LoggedProcess;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A server that has been unpacked, set up as {@code config/servers/NAME/server.properties} says, on free ports. It has not been
 * started.
 */
final class Installation {

    private final Path config;
    private final Path home;
    private final Path deployments;
    private final Properties settings = new Properties();
    private final int port = LoggedProcess.freePort();
    private final int managementPort = LoggedProcess.freePort();

    private Installation(Path config, Path directory) throws IOException {
        this.config = config;
        try (Reader properties = Files.newBufferedReader(config.resolve("server.properties"))) {
            settings.load(properties);
        }
        home = directory.resolve(settings.getProperty("home")).toRealPath();
        overlay(config.resolve("files"));
        edit();
        deployments = Files.createDirectories(home.resolve(settings.getProperty("deployments")));
    }

    /** Sets up the server of a directory in {@code config/servers}. */
    static Installation of(String name) {
        try {
            return new Installation(
                    Path.of(System.getProperty("rivulet.servers.config"), name),
                    Path.of(System.getProperty("rivulet.servers.directory"), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's own directory. */
    Path home() {
        return home;
    }

    /** The port of HTTP. */
    int port() {
        return port;
    }

    /** The port of management, where the settings give it one. */
    int managementPort() {
        return managementPort;
    }

    /** Where lies what the server is to deploy. */
    Path deployments() {
        return deployments;
    }

    /** Whether a setting is there and {@code true}. */
    boolean is(String setting) {
        return Boolean.parseBoolean(settings.getProperty(setting));
    }

    /** A setting that is a number, and 0 where it is not there. */
    int number(String setting) {
        return Integer.parseInt(settings.getProperty(setting, "0"));
    }

    /** The command that starts the server. */
    List<String> command() {
        return Stream.of(settings.getProperty("start").split(" "))
                .map(this::filled)
                .toList();
    }

    /** What the command needs in its environment. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String key : keys("environment.")) {
            environment.put(key.substring("environment.".length()), filled(settings.getProperty(key)));
        }
        return environment;
    }

    /** Takes away what has been deployed before, with what the server has noted there. */
    void clearDeployments() {
        try (Stream<Path> all = Files.walk(deployments)) {
            for (Path left : all.filter(Files::isRegularFile).toList()) {
                Files.delete(left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
                .replace("{management}", Integer.toString(managementPort))
                .replace("{home}", home.toString())
                .replace("{config}", config.toString())
                .replace("{java}", System.getProperty("java.home"));
        return full.contains("{free}") ? full.replace("{free}", Integer.toString(LoggedProcess.freePort())) : full;
    }
}
