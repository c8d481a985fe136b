/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.app.control.Control;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.Wars;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises a reader in five minutes, with the README's own words, and what its page then survives. */
@ExtendWith(BrowserExtension.class)
class ReadmeExampleIT {

    @AutoClose
    private static PayaraMicroProcess server;

    private static ReadmeExample example;
    private static Path war;

    @BeforeAll
    static void compile(@TempDir Path directory) throws IOException {
        example = ReadmeExample.read();
        war = Wars.saved(example.war(directory));
        WebArchive control = ShrinkWrap.create(WebArchive.class, "control.war").addClass(Control.class);
        server = new PayaraMicroProcess("readme", war, Wars.saved(control));
    }

    @BeforeEach
    void start() {
        if (!server.isRunning()) {
            server.start();
        }
    }

    @Test
    void postedPriceShowsOnTheOpenPage(Browser browser) throws IOException, InterruptedException {
        ReadmePage page = ReadmePage.open(browser, app(), example);

        page.changeAndAwait(app(), "12.5");

        assertThat(page.items()).containsExactly("ACME: 12.5");
        assertThat(page.told()).containsExactly("open", "message");
        assertThat(browser.complaints())
                .allSatisfy(complaint -> assertThat(complaint).contains("/favicon.ico"));
    }

    @Test
    void pageSurvivesAServerThatIsKilledAndStartedAgain(Browser browser) throws IOException, InterruptedException {
        assertSurvives(browser, () -> {
            server.kill();
            server.start();
        });
    }

    @Test
    void pageSurvivesAServerThatIsStoppedAndStartedAgain(Browser browser) throws IOException, InterruptedException {
        assertSurvives(browser, () -> {
            server.terminate();
            assertThat(server.awaitExit(Browser.TIMEOUT)).isTrue();
            server.start();
        });
    }

    @Test
    void pageSurvivesARedeployment(Browser browser) throws IOException, InterruptedException {
        App control = server.app("control");
        ReadmePage page = assertSurvives(browser, () -> {
            control.post("undeploy", "readme");
            awaitTold(browser, "error 404"); // as a browser's EventSource is told, and closed
            control.post("deploy", war.toString());
        });

        assertThat(page.told()).contains("error 404");
    }

    private static ReadmePage assertSurvives(Browser browser, Runnable interruption)
            throws IOException, InterruptedException {
        ReadmePage page = ReadmePage.open(browser, app(), example);
        page.changeAndAwait(app(), "1.0");

        interruption.run();

        page.awaitOpen(2);
        page.changeAndAwait(app(), "2.0");
        assertThat(page.items()).containsExactly("ACME: 2.0", "ACME: 1.0"); // it was not loaded anew
        return page;
    }

    private static void awaitTold(Browser browser, String what) {
        Browser.awaitThat(() -> assertThat(browser.run("return told.includes(arguments[0])", what))
                .isEqualTo(true));
    }

    private static App app() {
        return server.app("readme");
    }
}
