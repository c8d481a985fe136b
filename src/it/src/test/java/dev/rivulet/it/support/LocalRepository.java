/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The user's own local repository as it is after {@code mvn install}, without anything being installed there. */
public final class LocalRepository {

    private static final Path OWN = Path.of("dev", "rivulet");

    private LocalRepository() {}

    /**
     * Links all that is in the user's, so that what Maven downloads stays there, but for Rivulet, of which it has what was just built.
     *
     * @param directory an empty one
     * @return that directory
     */
    public static Path withRivulet(Path directory) throws IOException {
        Path users = Path.of(System.getProperty("maven.repo.local"));
        link(users, directory, OWN.getName(0));
        link(
                users.resolve(OWN.getName(0)),
                Files.createDirectory(directory.resolve(OWN.getName(0))),
                OWN.getFileName());
        Path own = Files.createDirectory(directory.resolve(OWN));
        Path root = Path.of(System.getProperty("basedir"), "..", "..").normalize();
        for (String module : new String[] {"server", "web"}) {
            String artifact = "rivulet-" + module;
            install(own, artifact, ".pom", root.resolve("src").resolve(module).resolve("target/published-pom.xml"));
            install(own, artifact, ".jar", Path.of(System.getProperty("rivulet." + module + ".jar")));
        }
        return directory;
    }

    private static void link(Path from, Path to, Path except) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> all = Files.list(from)) {
            for (Path there :
                    all.filter(path -> !path.getFileName().equals(except)).toList()) {
                Files.createSymbolicLink(to.resolve(there.getFileName()), there);
            }
        }
    }

    private static void install(Path own, String artifact, String suffix, Path file) throws IOException {
        Path directory = Files.createDirectories(own.resolve(artifact).resolve(Maven.projectVersion()));
        Files.copy(file, directory.resolve(artifact + '-' + Maven.projectVersion() + suffix));
    }
}
