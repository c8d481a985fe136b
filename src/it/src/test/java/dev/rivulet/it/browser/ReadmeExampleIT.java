/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.support.Maven;
import dev.rivulet.it.support.PayaraMicroProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises a reader in five minutes, with the README's own words. */
@ExtendWith(BrowserExtension.class)
class ReadmeExampleIT {

    private static final String ITEMS =
            "return [...document.querySelectorAll('#prices li')].map(item => item.textContent)";
    private static final int OPEN = 1;
    private static final int CLOSED = 2;

    @AutoClose
    private static PayaraMicroProcess server;

    private static ReadmeExample example;

    @BeforeAll
    static void buildAndRun(@TempDir Path project, @TempDir Path repository) throws IOException {
        example = ReadmeExample.read();
        example.build(project, repository);
        server = PayaraMicroProcess.byCommand("readme", project, example.run()).start();
    }

    @Test
    void applicationThatMavenBuiltBringsRivuletAndNothingElse() throws IOException {
        try (ZipFile war =
                new ZipFile(server.directory().resolve("target/shop.war").toFile())) {
            assertThat(war.stream().map(ZipEntry::getName).filter(name -> name.startsWith("WEB-INF/lib/")))
                    .containsExactlyInAnyOrder(
                            "WEB-INF/lib/", "WEB-INF/lib/rivulet-server-" + Maven.projectVersion() + ".jar");
        }
    }

    @Test
    void postedPriceShowsOnTheOpenPage(Browser browser) throws IOException, InterruptedException {
        openPage(browser);

        assertThat(post(example.form())).isEqualTo(204);

        Browser.awaitThat(() -> assertThat(items(browser)).isEqualTo(List.of("ACME: 12.5")));
        assertThat(browser.complaints())
                .allSatisfy(complaint -> assertThat(complaint).contains("/favicon.ico"));
    }

    private static void openPage(Browser browser) {
        browser.open(server.app("").root());
        awaitOpen(browser);
    }

    private static void awaitOpen(Browser browser) {
        await().atMost(Browser.TIMEOUT)
                .failFast("The page's EventSource is CLOSED for good", () -> readyState(browser) == CLOSED)
                .until(() -> readyState(browser) == OPEN);
    }

    private static long readyState(Browser browser) {
        return (Long) browser.run("return source.readyState");
    }

    private static List<?> items(Browser browser) {
        return (List<?>) browser.run(ITEMS);
    }

    /** What the README's curl does. */
    private static int post(String form) throws IOException, InterruptedException {
        URI address = server.app("").root().resolve(example.path());
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Browser.TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
