/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.App;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The README's page in the tab that was at hand when it was opened, without a line changed: what its source was told is noted around it. */
final class ReadmePage {

    private static final String NOTE = """
            const dispatch = EventTarget.prototype.dispatchEvent;
            window.told = [];
            EventTarget.prototype.dispatchEvent = function (event) {
              told.push(event.type === "error" ? `error ${event.status}` : event.type);
              return dispatch.call(this, event);
            };
            """;
    private static final String ITEMS =
            "return [...document.querySelectorAll('#prices li')].map(item => item.textContent)";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Browser browser;
    private final Browser.Tab tab;
    private final ReadmeExample example;

    private ReadmePage(Browser browser, ReadmeExample example) {
        this.browser = browser;
        this.tab = browser.tab();
        this.example = example;
    }

    /** Loads the page, and waits until its stream is open. */
    static ReadmePage open(Browser browser, App application, ReadmeExample example) {
        browser.runBeforePages(NOTE);
        browser.open(application.root());
        ReadmePage page = new ReadmePage(browser, example);
        page.awaitOpen(1);
        return page;
    }

    /** Waits until its stream has been opened so many times, and is open. */
    void awaitOpen(int times) {
        Browser.awaitThat(() -> {
            List<String> states = told().stream()
                    .filter(what -> what.equals("open") || what.startsWith("error"))
                    .toList(); // a gap, which a new server tells of at once, is none
            assertThat(states).filteredOn("open"::equals).hasSize(times);
            assertThat(states).endsWith("open");
        });
    }

    /** Waits until its source has been told this, in the words of {@link #told}. */
    void awaitTold(String what) {
        Browser.awaitThat(() -> assertThat(told()).contains(what));
    }

    /** The types of its source's events since it was loaded, errors with their status. */
    List<String> told() {
        return strings("return told");
    }

    /** What it shows, newest first. */
    List<String> items() {
        return strings(ITEMS);
    }

    /** Posts a price, as the README's curl does, and waits until the page shows it first. */
    void changeAndAwait(App application, String price) throws IOException, InterruptedException {
        String form = example.form().replaceFirst("price=.*", "price=" + price);
        assertThat(post(application, form)).isEqualTo(204);
        Browser.awaitThat(() -> assertThat(items()).startsWith("ACME: " + price));
    }

    private int post(App application, String form) throws IOException, InterruptedException {
        URI address = application.root().resolve(example.path());
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Browser.TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private List<String> strings(String script) {
        browser.switchTo(tab);
        return ((List<?>) browser.run(script)).stream().map(String::valueOf).toList();
    }
}
