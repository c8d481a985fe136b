/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.peer;

import dev.rivulet.server.Position;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the application under load: its classes, and the Rivulet that this program was built with. */
final class BenchWar {

    private static final String APP = "dev/rivulet/bench/app";

    private BenchWar() {}

    static void write(Path war) throws IOException {
        try (OutputStream file = Files.newOutputStream(war);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            copy(zip, Installation.locationOf(BenchWar.class), APP, "WEB-INF/classes/");
            entry(zip, "WEB-INF/lib/rivulet-server.jar", Files.readAllBytes(serverJar()));
        }
    }

    /** As a jar and not as classes, since a container looks for a web fragment only in jars. */
    private static Path serverJar() {
        Path server = Installation.locationOf(Position.class);
        if (Files.isDirectory(server)) {
            throw new IllegalStateException(server + " is no jar: package the server module first");
        }
        return server;
    }

    private static void copy(ZipOutputStream zip, Path location, String folder, String prefix) throws IOException {
        if (Files.isDirectory(location)) {
            copyFiles(zip, location, location.resolve(folder), prefix);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + location.toUri()), Map.of())) {
            copyFiles(zip, jar.getPath("/"), jar.getPath("/" + folder), prefix);
        }
    }

    private static void copyFiles(ZipOutputStream zip, Path root, Path folder, String prefix) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            entry(zip, prefix + root.relativize(file), Files.readAllBytes(file));
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
