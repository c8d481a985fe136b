/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The archive that Maven Central takes: a repository's layout, one release. The same files give the same bytes. */
final class Bundle {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private Bundle() {}

    static void write(Staging staging, Path bundle) throws IOException {
        Files.createDirectories(bundle.toAbsolutePath().getParent());
        try (OutputStream file = Files.newOutputStream(bundle);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Path staged : staging.files()) {
                ZipEntry entry = new ZipEntry(
                        staging.root().relativize(staged).toString().replace('\\', '/'));
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                Files.copy(staged, zip);
            }
        }
    }
}
