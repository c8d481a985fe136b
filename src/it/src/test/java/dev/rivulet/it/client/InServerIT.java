/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import static dev.rivulet.it.browser.Browser.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.app.control.Control;
import dev.rivulet.it.app.listening.Listening;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.Wars;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sources inside an application server: the guide's bean, with the container's threads, until it is undeployed. */
class InServerIT {

    private static final String TIME_OF_DAY = "\\d\\d:\\d\\d:\\d\\d";
    private static final String WITH_CONTEXT = TIME_OF_DAY + " in listening, class loader ours";

    @AutoClose
    private static PayaraMicroProcess server;

    private static App samples;
    private static App listening;

    @BeforeAll
    static void start() {
        WebArchive war = ShrinkWrap.create(WebArchive.class, "listening.war")
                .addAsLibrary(new File(System.getProperty("rivulet.client.jar")))
                .addPackage(Listening.class.getPackage());
        WebArchive control = ShrinkWrap.create(WebArchive.class, "control.war").addPackage(Control.class.getPackage());
        server = new PayaraMicroProcess(
                        "client-in-server",
                        Path.of(System.getProperty("rivulet.samples.war")),
                        Wars.saved(war),
                        Wars.saved(control))
                .start();
        samples = server.app("rivulet-samples");
        listening = server.app("listening");
    }

    @Test
    void listenersRunInTheContainersThreadsUntilTheApplicationStops() {
        String url = samples.root().resolve("api/time").toString();
        for (String way : List.of("jdk", "client", "jax-rs")) {
            listening.post(way, url);
        }

        awaitThat(() -> assertThat(heard())
                .anyMatch(line -> line.matches("jdk " + WITH_CONTEXT))
                .anyMatch(line -> line.matches("client " + WITH_CONTEXT))
                .anyMatch(line -> line.matches("jax-rs " + TIME_OF_DAY)));
        assertThat(heard()).allMatch(line -> line.matches("(jdk|client) " + WITH_CONTEXT + "|jax-rs " + TIME_OF_DAY));
        awaitListeners(3);

        server.app("control").post("undeploy", "listening");

        awaitListeners(0);
        awaitThat(() -> assertThat(server.app("control").get("")).doesNotContain("rivulet-client"));
    }

    private static List<String> heard() {
        return listening.get("").lines().toList();
    }

    /** Waits until the server counts so many streams of the channel. */
    private static void awaitListeners(int count) {
        try (RawStream audience = samples.stream("api/events/channel")) {
            awaitThat(() -> assertThat(audience.nextEvent().data()).contains("\"time\":" + count));
        }
    }
}
