/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.peer;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where this program and the peers lie: the module's folder, from which what was built is found. */
public final class Installation {

    static final String NOT_BUILT = "not built: Maven's profile bench does";

    private static final long RUN_MINUTES = 3;

    private final Path module;

    /** The module whose {@code target} this class was loaded from. */
    public Installation() {
        module = Objects.requireNonNull(
                Objects.requireNonNull(locationOf(Installation.class).getParent())
                        .getParent());
    }

    /**
     * The repository's root.
     *
     * @return a folder
     */
    public Path root() {
        return Objects.requireNonNull(Objects.requireNonNull(module.getParent()).getParent());
    }

    /**
     * Where to write what is no source.
     *
     * @return a folder
     */
    public Path target() {
        return module.resolve("target");
    }

    /** A peer's sources and settings. */
    Path peer(String name) {
        return module.resolve("peers").resolve(name);
    }

    /**
     * A program of the JDK that runs this one.
     *
     * @param program its name
     * @return its path
     */
    public static String jdk(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /**
     * The class path of a client: this program's classes, and libraries.
     *
     * @param peer whose libraries; empty for this program's
     * @return a class path
     * @throws AbsentException if they have not been built
     */
    public String clientClassPath(String peer) throws AbsentException {
        Path own = require(target().resolve("lib"), NOT_BUILT);
        String libraries = peer.isEmpty() ? own.resolve("*").toString() : classPathOf(peer);
        return target().resolve("classes") + File.pathSeparator + libraries;
    }

    /** The class path of a peer that Maven builds. */
    String classPathOf(String name) throws AbsentException {
        Path classes = peer(name).resolve("target/classes");
        Path libraries = peer(name).resolve("target/lib");
        require(libraries, NOT_BUILT);
        return classes + File.pathSeparator + libraries.resolve("*");
    }

    /** A program of the machine's. */
    static Path program(String name, String debianPackage) throws AbsentException {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AbsentException("there is no " + name + "; Debian has it in " + debianPackage));
    }

    /** Runs a program to its end, which is to be a good one. */
    static void run(Path folder, String... command) throws AbsentException, IOException, InterruptedException {
        Path log = folder.resolve("install.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(RUN_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AbsentException(String.join(" ", command) + " did not end");
        }
        if (process.exitValue() != 0) {
            throw new AbsentException(String.join(" ", command) + " failed; see " + log);
        }
    }

    /** What a program prints, on one line; empty where there is no such program. */
    static String output(String... command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (Stream<String> lines = process.inputReader().lines()) {
                return String.join(" ", lines.toList()).replace('\t', ' ');
            }
        } catch (IOException e) {
            return "";
        }
    }

    /** The version in the name of a peer's library. */
    String versionOf(String peer, String folder, String pattern, String library) throws IOException {
        Pattern name = Pattern.compile(pattern);
        try (Stream<Path> files = Files.list(peer(peer).resolve(folder))) {
            return files.map(file -> name.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> library + ' ' + matcher.group(1))
                    .findFirst()
                    .orElse(library);
        }
    }

    /** By what is in its jar. */
    String versionOfServer() throws IOException {
        try (JarFile jar = new JarFile(server().toFile())) {
            JarEntry entry = jar.getJarEntry("MICRO-INF/domain/branding/glassfish-version.properties");
            if (entry == null) {
                return "";
            }
            Properties version = new Properties();
            version.load(jar.getInputStream(entry));
            return version.getProperty("major_version")
                    + '.'
                    + version.getProperty("minor_version")
                    + '.'
                    + version.getProperty("update_version");
        }
    }

    Path server() {
        return target().resolve("server/payara-micro.jar");
    }

    static Path require(Path file, String otherwise) throws AbsentException {
        if (!Files.exists(file)) {
            throw new AbsentException(otherwise);
        }
        return file;
    }

    /**
     * Where a class was loaded from.
     *
     * @param type the class
     * @return a folder, or a jar
     */
    public static Path locationOf(Class<?> type) {
        try {
            return Path.of(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " comes from no path", e);
        }
    }
}
