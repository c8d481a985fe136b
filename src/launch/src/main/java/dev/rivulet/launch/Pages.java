/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/**
 * The static files of a running application, kept as they are in the sources: what is saved there is served at the next request.
 * One thread at a time.
 */
final class Pages {

    private final Path sources;
    private final Path served;
    private Map<Path, FileTime> known;

    /** What has been copied by now is taken as known. */
    Pages(Path sources, Path served) throws IOException {
        this.sources = sources;
        this.served = served;
        known = times();
    }

    /** Copies what has changed since the last time, and deletes what has gone. */
    void follow() throws IOException {
        Map<Path, FileTime> now = times();
        for (Map.Entry<Path, FileTime> file : now.entrySet()) {
            if (!file.getValue().equals(known.get(file.getKey()))) {
                Path target = served.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.copy(sources.resolve(file.getKey()), target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        for (Path file : known.keySet()) {
            if (!now.containsKey(file)) {
                Files.deleteIfExists(served.resolve(file));
            }
        }
        known = now;
    }

    private Map<Path, FileTime> times() throws IOException {
        Map<Path, FileTime> times = new HashMap<>();
        for (Path file : Tree.files(sources)) {
            times.put(sources.relativize(file), Files.getLastModifiedTime(file));
        }
        return times;
    }
}
