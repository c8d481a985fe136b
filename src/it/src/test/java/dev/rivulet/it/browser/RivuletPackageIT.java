/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.LoggedProcess;
import dev.rivulet.it.support.NpmPackages;
import dev.rivulet.it.support.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rivulet.js} as it is shipped: in the jar, and for npm. */
class RivuletPackageIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String DIRECTORY = "META-INF/resources/rivulet/";
    private static final int MOST_BYTES = 6 * 1024;

    @Test
    void scriptIsSmall() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(read("rivulet.js"));
        }

        assertThat(compressed.size()).isLessThan(MOST_BYTES);
    }

    @Test
    void typesFitWhatAPageWritesUnderStrict() throws IOException {
        Path directory = NpmPackages.install("typescript", TIMEOUT);
        Files.write(directory.resolve("rivulet.js"), read("rivulet.js"));
        Files.write(directory.resolve("rivulet.d.ts"), read("rivulet.d.ts"));
        Path page = Files.copy(
                NpmPackages.source("typescript").resolve("page.ts"),
                directory.resolve("page.ts"),
                StandardCopyOption.REPLACE_EXISTING);

        String said = run(
                "tsc",
                directory,
                "node",
                directory.resolve("node_modules/.bin/tsc").toString(),
                "--strict",
                "--noEmit",
                "--target",
                "es2022",
                "--module",
                "nodenext",
                "--lib",
                "es2022,dom",
                page.toString());

        assertThat(said).isEmpty();
    }

    @Test
    void packageForNpmIsImportedByItsName(@TempDir Path directory) throws IOException {
        Path built = Path.of(System.getProperty("basedir"), "..", "web", "target", "npm")
                .normalize();

        String packed = run("npm-pack", directory, "npm", "pack", "--silent", built.toString());
        run("npm-install", directory, "npm", "install", "--offline", "--no-audit", "--no-fund", packed.strip());
        Files.writeString(directory.resolve("page.mjs"), """
                import { RivuletSource, RivuletErrorEvent } from "rivulet-web";
                console.log(RivuletSource.CLOSED, typeof RivuletErrorEvent);
                """);

        assertThat(run("npm-import", directory, "node", "page.mjs")).isEqualTo("2 function\n");
        assertThat(directory.resolve("node_modules/rivulet-web"))
                .isDirectoryContaining("glob:**/rivulet.d.ts")
                .isDirectoryContaining("glob:**/LICENSE");
        assertThat(Files.readString(directory.resolve("node_modules/rivulet-web/package.json")))
                .doesNotContain("${");
    }

    private static byte[] read(String file) throws IOException {
        try (ZipFile jar = new ZipFile(
                        Path.of(System.getProperty("rivulet.web.jar")).toFile());
                InputStream in = jar.getInputStream(jar.getEntry(DIRECTORY + file))) {
            return in.readAllBytes();
        }
    }

    /** What it says, if it succeeds. */
    private static String run(String name, Path directory, String program, String... arguments) {
        try (LoggedProcess process = new LoggedProcess(name)) {
            process.start(Program.named(program).command(arguments).directory(directory.toFile()));
            assertThat(process.awaitExit(TIMEOUT))
                    .as("%s has ended", List.of(arguments))
                    .isTrue();
            assertThat(process.exitValue()).as(process.log()).isZero();
            return process.log();
        }
    }
}
