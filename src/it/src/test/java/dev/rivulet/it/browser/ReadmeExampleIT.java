/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.app.control.Control;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.Maven;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.Wars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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

    private static final String LIBRARIES = "WEB-INF/lib/";

    @AutoClose
    private static PayaraMicroProcess server;

    private static ReadmeExample example;
    private static Path war;

    @BeforeAll
    static void build(@TempDir Path project, @TempDir Path repository) throws IOException {
        example = ReadmeExample.read();
        war = example.build(project, repository);
        server = PayaraMicroProcess.byCommand("readme", project, example.run());
    }

    @BeforeEach
    void start() {
        if (!server.isRunning()) {
            server.start();
        }
    }

    @Test
    void applicationThatMavenBuiltBringsRivuletAndNothingElse() throws IOException {
        try (ZipFile archive = new ZipFile(war.toFile())) {
            assertThat(archive.stream().map(ZipEntry::getName).filter(name -> name.startsWith(LIBRARIES)))
                    .containsExactlyInAnyOrder(LIBRARIES, library("rivulet-server"), library("rivulet-web"));
        }
    }

    @Test
    void postedPriceShowsOnTheOpenPage(Browser browser) throws IOException, InterruptedException {
        ReadmePage page = ReadmePage.open(browser, server.app(""), example);

        page.changeAndAwait(server.app(""), "12.5");

        assertThat(page.items()).containsExactly("ACME: 12.5");
        assertThat(page.told()).containsExactly("open", "message");
        assertThat(browser.complaints())
                .allSatisfy(complaint -> assertThat(complaint).contains("/favicon.ico"));
    }

    @Test
    void pageSurvivesAServerThatIsKilledAndStartedAgain(Browser browser) throws IOException, InterruptedException {
        assertSurvives(browser, server.app(""), page -> {
            server.kill();
            server.start();
        });
    }

    @Test
    void pageSurvivesAServerThatIsStoppedAndStartedAgain(Browser browser) throws IOException, InterruptedException {
        assertSurvives(browser, server.app(""), page -> {
            server.terminate();
            assertThat(server.awaitExit(Browser.TIMEOUT)).isTrue();
            server.start();
        });
    }

    @Test
    void pageSurvivesARedeployment(Browser browser) throws IOException, InterruptedException {
        WebArchive control = ShrinkWrap.create(WebArchive.class, "control.war").addClass(Control.class);
        try (PayaraMicroProcess redeploying =
                new PayaraMicroProcess("readme-redeployed", war, Wars.saved(control)).start()) {
            App deployer = redeploying.app("control");
            assertSurvives(browser, redeploying.app("shop"), page -> {
                deployer.post("undeploy", "shop");
                page.awaitTold("error 404"); // as a browser's EventSource is told, and closed
                deployer.post("deploy", war.toString());
            });
        }
    }

    private static void assertSurvives(Browser browser, App shop, Consumer<ReadmePage> interruption)
            throws IOException, InterruptedException {
        ReadmePage page = ReadmePage.open(browser, shop, example);
        page.changeAndAwait(shop, "1.25");

        interruption.accept(page);

        page.awaitOpen(2);
        page.changeAndAwait(shop, "2.25");
        assertThat(page.items()).containsExactly("ACME: 2.25", "ACME: 1.25"); // it was not loaded anew
    }

    private static String library(String artifact) {
        return LIBRARIES + artifact + '-' + Maven.projectVersion() + ".jar";
    }
}
