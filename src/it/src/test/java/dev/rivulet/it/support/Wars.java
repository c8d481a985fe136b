/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import dev.rivulet.it.app.TestApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the tests deploy. */
public final class Wars {

    private Wars() {}

    /**
     * The test application with Rivulet in {@code WEB-INF/lib}.
     *
     * @param name the archive's, without {@code .war}
     * @param settings lines of {@code microprofile-config.properties}
     */
    public static WebArchive application(String name, String... settings) {
        return withClient(withRivulet(name, settings).addPackage(TestApplication.class.getPackage()));
    }

    /** An application without a class of its own. */
    public static WebArchive withRivulet(String name, String... settings) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addAsLibrary(new File(System.getProperty("rivulet.server.jar")))
                .addAsResource(new StringAsset(String.join("\n", settings)), "META-INF/microprofile-config.properties");
    }

    /** The samples, as they were built, with settings. */
    public static WebArchive samples(String... settings) {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("rivulet.samples.war")))
                .addAsResource(new StringAsset(String.join("\n", settings)), "META-INF/microprofile-config.properties");
    }

    /** Adds what shows operators how the node is. */
    public static WebArchive withObservability(WebArchive war) {
        return war.addAsLibrary(new File(System.getProperty("rivulet.observability.jar")));
    }

    /** Adds what an application needs to read streams, its own for instance. */
    public static WebArchive withClient(WebArchive war) {
        return war.addClasses(
                App.class, ChunkedBody.class, EventParser.class, RawStream.class, ReceivedEvent.class, StreamEnd.class);
    }

    /** Adds what tests need that run inside the container. */
    public static WebArchive withTestLibraries(WebArchive war) {
        return war.addAsLibraries(jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matcher.class));
    }

    /** Writes the archive to a file, for a server that is started as a process. */
    public static Path saved(WebArchive war) {
        try {
            Path file = Files.createDirectories(Path.of("target", "wars"))
                    .resolve(war.getName())
                    .toAbsolutePath();
            war.as(ZipExporter.class).exportTo(file.toFile(), true);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
