/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** The work itself: reads and compresses every file of the Java runtime that this server runs on, module by module. */
final class Inventory implements Iterator<ModuleRead> {

    private static final URI RUNTIME = URI.create("jrt:/");

    private final List<Path> modules;
    private final boolean failing;
    private int done;

    private Inventory(List<Path> modules, boolean failing) {
        this.modules = modules;
        this.failing = failing;
    }

    /** One that fails halfway, or does not. */
    static Inventory begin(boolean failing) {
        Path runtime = FileSystems.getFileSystem(RUNTIME).getPath("modules");
        try (Stream<Path> modules = Files.list(runtime)) {
            return new Inventory(modules.sorted().toList(), failing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        return done < modules.size();
    }

    @Override
    public ModuleRead next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (failing && done >= modules.size() / 2) {
            throw new IllegalStateException("The job was asked to fail halfway");
        }
        Path module = modules.get(done++);
        try {
            return ModuleRead.of(module, done, modules.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
