/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.browser.Browser;
import dev.rivulet.it.browser.BrowserExtension;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the documentation's examples, as they stand there, in a browser. */
@ExtendWith(BrowserExtension.class)
class ExamplePagesIT {

    private static final String MEASURE = """
            fetch("api/sensors/cellar", { method: "POST", body: new URLSearchParams({ celsius: arguments[0] }) });
            """;

    private static PayaraMicroProcess server;

    @BeforeAll
    static void deploy(@TempDir Path directory) throws IOException {
        server = new PayaraMicroProcess(
                        "example-pages",
                        war(directory, "notify", "notify-a-user"),
                        war(directory, "jobs", "progress-of-a-job"),
                        war(directory, "dashboard", "dashboard"),
                        war(directory, "chat", "chat"))
                .start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aNotificationIsShownWithItsLink(Browser browser) {
        App app = open(browser, "notify", "tina");

        Browser.awaitThat(() -> {
            app.post("api/calls/fire/example.notifications.OrderShipped/commit", "tina\n42");
            assertThat(browser.run("return document.querySelector('#notifications a')?.getAttribute('href')"))
                    .isEqualTo("orders/42");
        });
    }

    @Test
    void theBarOfAJobFillsAndAReloadFindsItFull(Browser browser) {
        open(browser, "jobs", "tina");
        browser.run("document.querySelector('button').click()");
        Browser.awaitThat(() -> assertThat(bar(browser)).isEqualTo(100L));

        browser.run("location.reload()");

        Browser.awaitThat(() -> assertThat(bar(browser)).isEqualTo(100L));
    }

    @Test
    void tilesAreThereAtOnceAndChange(Browser browser) {
        open(browser, "dashboard", "tina");
        browser.run(MEASURE, 11);
        Browser.awaitThat(() -> assertThat(tiles(browser)).isEqualTo("cellar11 °C"));
        browser.run("location.reload()");
        Browser.awaitThat(() -> assertThat(tiles(browser)).isEqualTo("cellar11 °C"));

        browser.run(MEASURE, 12);

        Browser.awaitThat(() -> assertThat(tiles(browser)).isEqualTo("cellar12 °C"));
    }

    @Test
    void aMessageThatIsWrittenIsShown(Browser browser) {
        open(browser, "chat", "tina");
        Browser.awaitThat(() -> assertThat(browser.run("return document.forms[0].onsubmit !== null"))
                .isEqualTo(true));

        browser.run("document.forms[0].text.value = 'hello'; document.forms[0].requestSubmit()");

        Browser.awaitThat(() -> assertThat(browser.run("return document.querySelector('#messages').textContent"))
                .isEqualTo("tina: hello"));
    }

    private static Object bar(Browser browser) {
        return browser.run("return document.querySelector('progress').value");
    }

    private static Object tiles(Browser browser) {
        return browser.run("return document.querySelector('#tiles').textContent");
    }

    /** A page of that user's. */
    private static App open(Browser browser, String application, String user) {
        App app = server.app(application);
        browser.open(app.root());
        browser.run("document.cookie = 'user=' + arguments[0] + '; path=/'", user);
        browser.open(app.root());
        return app;
    }

    private static Path war(Path directory, String name, String page) throws IOException {
        return Example.of("how-to/" + page).war(name, Files.createDirectory(directory.resolve(name)));
    }
}
