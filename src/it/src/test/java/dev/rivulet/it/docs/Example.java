/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.docs;

import dev.rivulet.it.app.TestApplication;
import dev.rivulet.it.app.guides.CookieUsers;
import dev.rivulet.it.support.DocumentationPage;
import dev.rivulet.it.support.JavaSources;
import dev.rivulet.it.support.Wars;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.FileAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * What a page of the documentation tells its reader to write.
 *
 * @param page that shows it
 * @param java its classes
 */
record Example(DocumentationPage page, List<String> java) {

    /** All of a page's. */
    static Example of(String page) {
        DocumentationPage found = DocumentationPage.named("guide/" + page + ".md");
        return new Example(found, found.blocks("java"));
    }

    /** The same without classes in which this text stands. */
    Example without(String text) {
        return new Example(
                page, java.stream().filter(source -> !source.contains(text)).toList());
    }

    /** The classes of one package alone. */
    Example only(String packageName) {
        return new Example(
                page,
                java.stream()
                        .filter(source -> source.startsWith("package " + packageName + ';'))
                        .toList());
    }

    /** The same with classes as a reader changes them. */
    Example with(UnaryOperator<String> change) {
        return new Example(page, java.stream().map(change).toList());
    }

    /**
     * A WAR with its classes, its settings and its page, Rivulet, and what the documentation leaves to its reader.
     *
     * @param name the archive's, without {@code .war}
     * @param directory an empty one
     * @param readers more packages of the reader's
     */
    Path war(String name, Path directory, Class<?>... readers) throws IOException {
        WebArchive war = Wars.withRivulet(name, page.blocks("properties").toArray(String[]::new))
                .addClass(TestApplication.class)
                .addPackage(CookieUsers.class.getPackage())
                .addAsLibrary(new File(System.getProperty("rivulet.web.jar")))
                .addAsLibrary(new File(System.getProperty("rivulet.client.jar")));
        Stream.of(readers).forEach(war::addClass);
        page.blocks("html").forEach(html -> war.addAsWebResource(new StringAsset(html), "index.html"));
        Path classes = new JavaSources(java).compile(directory);
        try (Stream<Path> files = Files.walk(classes)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> war.addAsWebInfResource(
                            new FileAsset(file.toFile()),
                            "classes/" + classes.relativize(file).toString()));
        }
        return Wars.saved(war);
    }
}
