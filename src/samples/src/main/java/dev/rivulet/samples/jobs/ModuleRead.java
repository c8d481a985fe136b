/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.jobs;

import dev.rivulet.server.EventName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A module of the Java runtime has been read and compressed. Sent as JSON.
 *
 * @param done modules, this one included
 * @param total of them
 * @param module its name
 * @param files in it
 * @param bytes of these files
 * @param compressed to so many bytes
 */
@EventName("progress")
public record ModuleRead(int done, int total, String module, int files, long bytes, long compressed) {

    static ModuleRead of(Path module, int done, int total) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(module)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        long bytes = 0;
        Deflater deflater = new Deflater();
        try (DeflaterOutputStream out = new DeflaterOutputStream(OutputStream.nullOutputStream(), deflater)) {
            for (Path file : files) {
                bytes += Files.copy(file, out);
            }
            out.finish();
            long compressed = deflater.getBytesWritten();
            return new ModuleRead(done, total, module.getFileName().toString(), files.size(), bytes, compressed);
        } finally {
            deflater.end();
        }
    }
}
