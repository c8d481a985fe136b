/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.app.talks.TalksResource;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.Relay;
import dev.rivulet.it.support.Relay.Exchange;
import dev.rivulet.it.support.Wars;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels that end, read by what pages have that know nothing of Rivulet. */
@ExtendWith(BrowserExtension.class)
class FrontEndsIT {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AutoClose
    private static PayaraMicroProcess server;

    @BeforeAll
    static void start() {
        WebArchive war =
                Wars.withRivulet("talks", "rivulet.stream.retry=200ms").addPackage(TalksResource.class.getPackage());
        for (FrontEnd frontEnd : FrontEnd.values()) {
            frontEnd.addTo(war, talk(frontEnd, "ended"), talk(frontEnd, "stopped"));
        }
        server = new PayaraMicroProcess("front-ends", Wars.saved(war)).start();
    }

    @ParameterizedTest
    @EnumSource
    void readsFromTheFirstWordToTheEndAndIsThenSilent(FrontEnd frontEnd, Browser browser) throws IOException {
        String talk = talk(frontEnd, "ended");
        send("PUT", talk, "", "");
        say(frontEnd, talk, "one ");
        say(frontEnd, talk, "two ");
        try (Relay relay = Relay.to(server.app(""))) {
            browser.open(relay.app().root().resolve(FrontEnd.page(talk)));
            awaitText(browser, "one two ");
            say(frontEnd, talk, "three ");
            awaitText(browser, "one two three ");
            say(frontEnd, talk, "four");

            send("POST", talk + "/end", "", "");

            awaitText(browser, "one two three four");
            browser.runUntilDone("setTimeout(arguments[0], 2000)"); // longer than any of them waits at first
            assertThat(browser.text("#text")).isEqualTo("one two three four");
            assertThat(reads(relay, talk))
                    .extracting(Exchange::status)
                    .isEqualTo(frontEnd == FrontEnd.TURBO ? List.of(200, 204) : List.of(200));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isStoppedByARequestOfThePagesOwn(FrontEnd frontEnd, Browser browser) throws IOException {
        String talk = talk(frontEnd, "stopped");
        send("PUT", talk, "", "");
        say(frontEnd, talk, "one ");
        try (Relay relay = Relay.to(server.app(""))) {
            browser.open(relay.app().root().resolve(FrontEnd.page(talk)));
            awaitText(browser, "one ");

            browser.press("#stop");

            Browser.awaitThat(() -> assertThat(statusOf("POST", talk + "/events", "", "too late"))
                    .isEqualTo(409));
            browser.runUntilDone("setTimeout(arguments[0], 2000)");
            assertThat(browser.text("#text")).isEqualTo("one ");
            assertThat(reads(relay, talk))
                    .extracting(Exchange::status)
                    .isEqualTo(frontEnd == FrontEnd.TURBO ? List.of(200, 204) : List.of(200));
        }
    }

    private static String talk(FrontEnd frontEnd, String how) {
        return frontEnd.name().toLowerCase(Locale.ROOT) + '-' + how;
    }

    private static void say(FrontEnd frontEnd, String talk, String word) {
        send("POST", talk + "/events", frontEnd.event(), frontEnd.data(word));
    }

    private static void awaitText(Browser browser, String text) {
        Browser.awaitThat(() -> assertThat(browser.text("#text")).isEqualTo(text));
    }

    private static List<Exchange> reads(Relay relay, String talk) {
        return relay.exchanges().stream()
                .filter(exchange -> exchange.path().equals("/api/talks/" + talk)
                        && exchange.method().equals("GET"))
                .toList();
    }

    private static void send(String method, String path, String event, String body) {
        assertThat(statusOf(method, path, event, body)).isEqualTo(204);
    }

    private static int statusOf(String method, String path, String event, String body) {
        App app = server.app("");
        URI uri = app.root().resolve("api/talks/" + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!event.isEmpty()) {
            request.header("Event-Name", event);
        }
        return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
    }
}
