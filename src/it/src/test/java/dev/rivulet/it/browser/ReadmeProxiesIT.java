/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.ReverseProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's page behind proxies that do what they do unless they are told otherwise. */
@ExtendWith(BrowserExtension.class)
class ReadmeProxiesIT {

    /** Longer than any of them lets a response be silent. */
    private static final Duration QUIET = Duration.ofSeconds(65);

    @AutoClose
    private static PayaraMicroProcess server;

    private static ReadmeExample example;

    @BeforeAll
    static void build(@TempDir Path project, @TempDir Path repository) throws IOException {
        example = ReadmeExample.read();
        example.build(project, repository);
        server = PayaraMicroProcess.byCommand("readme-proxied", project, example.run());
    }

    @BeforeEach
    void start() {
        if (!server.isRunning()) {
            server.start();
        }
    }

    @Test
    void nginx(Browser browser) throws IOException, InterruptedException {
        try (ReverseProxy proxy = ReverseProxy.nginx(app())) {
            assertSurvivesARestartBehind(proxy, browser, "error 502");
        }
    }

    @Test
    void haProxy(Browser browser) throws IOException, InterruptedException {
        try (ReverseProxy proxy = ReverseProxy.haProxy(app())) {
            assertSurvivesARestartBehind(proxy, browser, "error 503");
        }
    }

    @Test
    void expressThatCompresses(Browser browser) throws IOException, InterruptedException {
        try (ReverseProxy proxy = ReverseProxy.express(app())) {
            assertSurvivesARestartBehind(proxy, browser, "error 504");
        }
    }

    @Test
    void heartbeatsKeepQuietStreamsThroughAllOfThem(Browser browser) throws IOException, InterruptedException {
        try (ReverseProxy nginx = ReverseProxy.nginx(app());
                ReverseProxy haProxy = ReverseProxy.haProxy(app());
                ReverseProxy express = ReverseProxy.express(app())) {
            List<ReadmePage> pages = new ArrayList<>();
            for (ReverseProxy proxy : List.of(nginx, haProxy, express)) {
                browser.openTab();
                pages.add(ReadmePage.open(browser, proxy.app(app()), example));
            }

            await().pollInterval(Duration.ofSeconds(1))
                    .during(QUIET)
                    .atMost(QUIET.plus(Browser.TIMEOUT))
                    .untilAsserted(() -> assertThat(pages)
                            .allSatisfy(page -> assertThat(page.told()).containsExactly("open")));

            for (ReadmePage page : pages) {
                page.changeAndAwait(app(), "3.25");
            }
        }
    }

    private static void assertSurvivesARestartBehind(ReverseProxy proxy, Browser browser, String meanwhile)
            throws IOException, InterruptedException {
        ReadmePage page = ReadmePage.open(browser, proxy.app(app()), example);
        for (int i = 0; i < 5; i++) {
            page.changeAndAwait(app(), i + ".5"); // before the next is sent: nothing waits for a buffer to fill
        }
        page.changeAndAwait(proxy.app(app()), "1.25");

        server.kill();
        page.awaitTold(meanwhile);
        server.start();

        page.awaitOpen(2);
        page.changeAndAwait(app(), "2.25");
        assertThat(page.items())
                .startsWith("ACME: 2.25", "ACME: 1.25", "ACME: 4.5")
                .hasSize(7);
    }

    private static App app() {
        return server.app("");
    }
}
