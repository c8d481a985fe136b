/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server that has been unpacked, set up as {@code config/servers/NAME/server.properties} says. It has not been started. */
public final class Installation {

    private final ServerConfig config;
    private final Address address;
    private final int managementPort;
    private final Path home;
    private final Path deployments;
    private final Path application;

    private Installation(ServerConfig config, Path directory, Address address) throws IOException {
        this.config = config;
        this.address = address;
        managementPort = Address.freePort();
        home = Distribution.unpacked(directory, config.get("home"));
        deployments = Files.createDirectories(home.resolve(config.get("deployments")));
        application = home.resolve(config.get("application", config.get("deployments") + "/ROOT.war"));
        Tree.clear(Files.createDirectories(home.resolve("temporary")));
        overlay(config.directory().resolve("files"));
        edit();
    }

    /**
     * Sets up a server for tests, on free ports of the loopback interface.
     *
     * @param servers the directory {@code config/servers}
     * @param name of the server's directory there
     * @param directory where it was unpacked
     */
    public static Installation onFreePort(Path servers, String name, Path directory) {
        try {
            return of(ServerConfig.read(servers, name), directory, new Address("127.0.0.1", Address.freePort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets up a server that is to listen there. */
    static Installation of(ServerConfig config, Path directory, Address address) throws IOException {
        return new Installation(config, directory, address);
    }

    /** The server's own directory. */
    public Path home() {
        return home;
    }

    /** Where it is to listen. */
    public Address address() {
        return address;
    }

    /** The port of management, where the settings give it one. */
    public int managementPort() {
        return managementPort;
    }

    /** Where lies what the server is to deploy. */
    public Path deployments() {
        return deployments;
    }

    /** Whether a setting is there and {@code true}. */
    public boolean is(String setting) {
        return config.is(setting);
    }

    /** A setting that is a number, and 0 where it is not there. */
    public int number(String setting) {
        return Integer.parseInt(config.get(setting, "0"));
    }

    /** The command that starts the server. */
    public List<String> command() {
        return words(config.get("start"));
    }

    /** The command that starts it with one application at the root, {@link #application}. */
    List<String> rootCommand() {
        List<String> command = new ArrayList<>(command());
        command.addAll(words(config.get("start-root", "")));
        return command;
    }

    /** Where the directory of an application lies that is to be served at the root. */
    Path application() {
        return application;
    }

    /** What the command needs in its environment. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String key : config.keys("environment.")) {
            environment.put(key.substring("environment.".length()), filled(config.get(key)));
        }
        return environment;
    }

    /** Takes away what has been deployed before, with what the server has noted there. */
    public void clearDeployments() {
        try {
            Tree.clear(deployments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> words(String line) {
        return Stream.of(line.split(" "))
                .filter(word -> !word.isEmpty())
                .map(this::filled)
                .toList();
    }

    private void overlay(Path files) throws IOException {
        if (!Files.exists(files)) {
            return;
        }
        for (Path file : Tree.files(files)) {
            Path target = home.resolve(files.relativize(file));
            Files.createDirectories(target.getParent());
            Files.writeString(target, filled(Files.readString(file)));
            Files.deleteIfExists(unpacked(target));
        }
    }

    /** Replaces text in one of the server's own files, always starting from the file as it was unpacked. */
    private void edit() throws IOException {
        List<String> edits = config.keys("edit.");
        if (edits.isEmpty()) {
            return;
        }
        Path file = home.resolve(config.get("edited"));
        if (!Files.exists(unpacked(file))) {
            Files.copy(file, unpacked(file));
        }
        String text = Files.readString(unpacked(file));
        for (String edit : edits) {
            String[] fromTo = config.get(edit).split(" =>", 2);
            if (!text.contains(fromTo[0])) {
                throw new IllegalStateException("There is no " + fromTo[0] + " in " + file);
            }
            text = text.replace(fromTo[0], filled(fromTo[1].strip()));
        }
        Files.writeString(file, text);
    }

    private static Path unpacked(Path file) {
        return file.resolveSibling(file.getFileName() + ".unpacked");
    }

    private String filled(String text) {
        String full = text.replace("{port}", Integer.toString(address.port()))
                .replace("{address}", address.host())
                .replace("{management}", Integer.toString(managementPort))
                .replace("{home}", home.toString())
                .replace("{application}", application.toString())
                .replace("{config}", config.directory().toString())
                .replace("{java}", System.getProperty("java.home"));
        return full.contains("{free}") ? full.replace("{free}", Integer.toString(freePort())) : full;
    }

    private static int freePort() {
        try {
            return Address.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
