/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Packages that tests run and nothing ships: {@code src/test/npm} lists them, {@code target/npm} has them. */
public final class NpmPackages {

    private static final String MANIFEST = "package.json";

    private NpmPackages() {}

    /** A directory of {@code src/test/npm}. */
    public static Path source(String name) {
        return Path.of(System.getProperty("basedir"), "src", "test", "npm", name);
    }

    /**
     * Installs what a directory of {@code src/test/npm} lists, unless it is there. Where there is no npm, skips the test that
     * asks, but fails it under CI=true.
     *
     * @return a directory with {@code node_modules}
     */
    public static Path install(String name, Duration timeout) {
        Program npm = Program.named("npm");
        Path source = source(name).resolve(MANIFEST);
        Path directory = Path.of("target", "npm", name).toAbsolutePath();
        Path done = directory.resolve("installed.json"); // a copy of the list, once all of it is there
        try {
            if (Files.exists(done) && Files.mismatch(source, done) < 0) {
                return directory;
            }
            Files.createDirectories(directory);
            Files.copy(source, directory.resolve(MANIFEST), StandardCopyOption.REPLACE_EXISTING);
            LoggedProcess process = new LoggedProcess("npm-" + name);
            process.start(npm.command("install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts")
                    .directory(directory.toFile()));
            boolean ended = process.awaitExit(timeout);
            if (!ended || process.exitValue() != 0) {
                process.close();
                throw new IllegalStateException("npm did not install " + name + ", see " + process.logFile());
            }
            Files.copy(source, done, StandardCopyOption.REPLACE_EXISTING);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
