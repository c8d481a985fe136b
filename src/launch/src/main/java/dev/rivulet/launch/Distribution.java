/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** The archives in which servers come. */
final class Distribution {

    private Distribution() {}

    /**
     * A server's own directory. Where it is not there yet, the zip files beside it are unpacked, with permissions to execute.
     *
     * @param directory into which the server was copied, or unpacked
     * @param home the path of its own directory in that
     */
    static Path unpacked(Path directory, String home) throws IOException {
        if (!Files.exists(directory.resolve(home))) {
            try (Stream<Path> all = Files.list(directory)) {
                for (Path zip :
                        all.filter(file -> file.toString().endsWith(".zip")).toList()) {
                    unpack(zip, directory);
                }
            }
        }
        return directory.resolve(home).toRealPath();
    }

    private static void unpack(Path zip, Path directory) throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", posix))) {
            Path root = files.getPath("/");
            for (Path file : Tree.files(root)) {
                Path target = directory.resolve(root.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                if (posix) {
                    Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(file));
                }
            }
        }
    }
}
