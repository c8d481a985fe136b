/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** What a directory in {@code config/servers} says of a server; that of WildFly explains the keys. */
final class ServerConfig {

    private static final String FILE = "server.properties";

    private final Path directory;
    private final Properties settings = new Properties();

    private ServerConfig(Path directory) throws IOException {
        this.directory = directory;
        try (Reader properties = Files.newBufferedReader(directory.resolve(FILE))) {
            settings.load(properties);
        }
    }

    /**
     * Reads that of one server.
     *
     * @throws IllegalArgumentException which lists the servers, if it is none of them
     */
    static ServerConfig read(Path servers, String name) throws IOException {
        List<String> names = names(servers);
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "-Dserver=" + name + ": there is no such server. There are " + String.join(", ", names));
        }
        return new ServerConfig(servers.resolve(name).toRealPath());
    }

    /** The servers' names. */
    static List<String> names(Path servers) throws IOException {
        try (Stream<Path> all = Files.list(servers)) {
            return all.filter(server -> Files.exists(server.resolve(FILE)))
                    .map(server -> server.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** The directory itself. */
    Path directory() {
        return directory;
    }

    /** The server's name. */
    String name() {
        return directory.getFileName().toString();
    }

    /** A setting that has to be there. */
    String get(String setting) {
        String value = settings.getProperty(setting);
        if (value == null) {
            throw new IllegalStateException("There is no " + setting + " in " + directory.resolve(FILE));
        }
        return value;
    }

    /** A setting, or else that. */
    String get(String setting, String otherwise) {
        return settings.getProperty(setting, otherwise);
    }

    /** Whether a setting is there and {@code true}. */
    boolean is(String setting) {
        return Boolean.parseBoolean(settings.getProperty(setting));
    }

    /** The settings that begin so, sorted. */
    List<String> keys(String prefix) {
        return settings.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .toList();
    }
}
