/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.support;

import dev.rivulet.it.app.ChannelsResource;
import dev.rivulet.it.app.Price;
import dev.rivulet.it.app.TestApplication;
import dev.rivulet.it.app.Transactions;
import dev.rivulet.it.support.Wars;
import dev.rivulet.servers.app.InjectedResource;
import dev.rivulet.servers.app.ObjectsResource;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Applications for a servlet container alone: with the libraries of {@code src/servers/plain}, or without some of them. */
public final class PlainWars {

    /** Without JSON-B, and with a setting that nobody reads. */
    public static final String NO_JSON_B = "no-json-b";

    /** The same application with MicroProfile Config, so that the setting is read. */
    public static final String MICROPROFILE_CONFIG = "microprofile-config";

    /** With the API of JSON-B alone, and with a CDI event that becomes JSON. */
    public static final String NO_JSON_B_FOR_EVENT = "no-json-b-for-event";

    /** Without JSON-P. */
    public static final String NO_JSON_P = "no-json-p";

    static final List<Supplier<Path>> DEPLOYABLE =
            List.of(PlainWars::withoutJsonB, PlainWars::withoutJsonBForEvent, PlainWars::withMicroProfileConfig);
    static final List<Supplier<Path>> FAULTY = List.of(PlainWars::withoutJsonP);

    private static final String SETTING = "rivulet.event.max-size=256";

    private PlainWars() {}

    /** Adds what the container has not, and leaves out what Rivulet can do without. */
    static WebArchive withLibraries(WebArchive war) {
        return with(war, jar -> true);
    }

    private static Path withoutJsonB() {
        return Wars.saved(with(objects(NO_JSON_B), jar -> !isJsonB(jar)));
    }

    private static Path withMicroProfileConfig() {
        return Wars.saved(withLibraries(objects(MICROPROFILE_CONFIG))
                .addAsLibraries(jars("rivulet.config.libraries", jar -> true)));
    }

    private static Path withoutJsonBForEvent() {
        return Wars.saved(with(
                application(NO_JSON_B_FOR_EVENT).addClasses(InjectedResource.class, Price.class, Transactions.class),
                jar -> !isJsonB(jar) || jar.startsWith("jakarta.json.bind-api-")));
    }

    private static Path withoutJsonP() {
        return Wars.saved(with(application(NO_JSON_P), jar -> !isJsonB(jar) && !isJsonP(jar)));
    }

    private static WebArchive objects(String name) {
        return application(name, SETTING).addClasses(ChannelsResource.class, ObjectsResource.class, Price.class);
    }

    private static WebArchive application(String name, String... settings) {
        return Wars.withRivulet(name, settings)
                .addAsWebResource(new StringAsset(name), "index.html")
                .addClass(TestApplication.class);
    }

    private static WebArchive with(WebArchive war, Predicate<String> library) {
        return war.addAsWebInfResource(
                        EmptyAsset.INSTANCE, "beans.xml") // Weld finds no beans of the WAR's own otherwise
                .addAsLibraries(jars("rivulet.plain.libraries", library));
    }

    private static File[] jars(String directory, Predicate<String> wanted) {
        File[] all = new File(System.getProperty(directory)).listFiles();
        return Stream.of(all).filter(jar -> wanted.test(jar.getName())).toArray(File[]::new);
    }

    private static boolean isJsonB(String jar) {
        return jar.startsWith("jakarta.json.bind-api-")
                || jar.startsWith("yasson-")
                || jar.startsWith("jersey-media-json-binding-");
    }

    private static boolean isJsonP(String jar) {
        return jar.startsWith("jakarta.json-api-") || jar.startsWith("parsson-");
    }
}
