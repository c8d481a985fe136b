/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.rivulet.it.app.observed.EventsResource;
import dev.rivulet.it.app.observed.OpenToAll;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.DocumentationPage;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.ReverseProxy;
import dev.rivulet.it.support.StreamEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation's examples, each as an application of its own, do on a server what their pages say. */
class ExamplesIT {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static HttpServer otherService;
    private static PayaraMicroProcess server;

    @BeforeAll
    static void deploy(@TempDir Path directory) throws IOException {
        otherService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        otherService.createContext("/stream", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: {\"price\":7}\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush(); // the stream stays open
        });
        otherService.start();
        String stream = "http://127.0.0.1:" + otherService.getAddress().getPort() + "/stream";
        server = new PayaraMicroProcess(
                        "examples",
                        war(directory, "notify", Example.of("how-to/notify-a-user")),
                        war(directory, "jobs", Example.of("how-to/progress-of-a-job")),
                        war(directory, "dashboard", Example.of("how-to/dashboard")),
                        war(directory, "chat", Example.of("how-to/chat")),
                        war(
                                directory,
                                "publish",
                                Example.of("how-to/publish-from")
                                        .without("import jakarta.jms.")
                                        .without("reactive.messaging")
                                        .with(source -> source.replace("https://prices.example.org/stream", stream)),
                                EventsResource.class,
                                OpenToAll.class),
                        war(directory, "drained", Example.of("operations"), EventsResource.class, OpenToAll.class),
                        war(directory, "injected", Example.of("migration").only("example.injected")),
                        war(directory, "migrated", Example.of("migration").only("example.migrated")))
                .start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        otherService.stop(0);
    }

    @Test
    void allPagesOfAUserAreNotifiedWhenTheTransactionHasCommittedAndNoOneElseIs() {
        App app = server.app("notify");
        try (RawStream one = stream(app, "api/events?channel=@me", "tina");
                RawStream another = stream(app, "api/events?channel=@me", "tina");
                RawStream other = stream(app, "api/events?channel=@me", "tom")) {
            one.nextBlock();
            another.nextBlock();
            other.nextBlock();

            app.post("api/calls/fire/example.notifications.OrderShipped/rollback", "tina\n41");
            app.post("api/calls/fire/example.notifications.OrderShipped/commit", "tina\n42");
            app.post("api/calls/fire/example.notifications.OrderShipped/commit", "tom\n43");

            for (RawStream page : new RawStream[] {one, another}) {
                ReceivedEvent event = page.nextEvent();
                assertThat(event.type()).isEqualTo("notification");
                assertThat(event.data()).contains("\"link\":\"orders/42\"");
            }
            assertThat(other.nextEvent().data()).contains("\"link\":\"orders/43\"");
        }
        try (RawStream nobody = app.stream("api/events?channel=@me")) {
            assertThat(nobody.status()).isEqualTo(401);
        }
        try (RawStream foreign = stream(app, "api/events?channel=orders", "tina")) {
            assertThat(foreign.status()).isEqualTo(403);
        }
    }

    @Test
    void aJobTellsItsUserHowFarItIsAndAPageThatComesLaterHasItsState() throws Exception {
        App app = server.app("jobs");
        String job;
        try (RawStream page = stream(app, "api/events?channel=@me", "tina")) {
            page.nextBlock();
            job = post(app, "api/exports", "tina", "").body().replaceAll("\\{\"job\":\"([^\"]+)\"}", "$1");

            ReceivedEvent event = page.nextEvent();
            assertThat(event.type()).isEqualTo("progress");
            assertThat(event.data()).contains(job, "\"percent\":0", "RUNNING");
            while (!event.data().contains("DONE")) {
                event = page.nextEvent();
            }
            assertThat(event.data()).contains("\"percent\":100");
        }
        assertThat(app.get("api/exports/" + job)).contains("\"lastEventId\":\"", "\"state\":\"DONE\"");
        assertThat(post(app, "api/exports", "", "").statusCode()).isEqualTo(401);
    }

    @Test
    void aDashboardThatIsOpenedHasTheNewestReadingOfEachSensor() throws Exception {
        App app = server.app("dashboard");
        for (String reading : new String[] {"cellar 10", "attic 30", "cellar 11"}) {
            String[] parts = reading.split(" ", 2);
            assertThat(post(app, "api/sensors/" + parts[0], "", "celsius=" + parts[1])
                            .statusCode())
                    .isEqualTo(204);
        }
        try (RawStream page = app.stream("api/events?channel=readings")) {
            assertThat(page.nextEvent().data()).contains("attic", "30.0");
            assertThat(page.nextEvent().data()).contains("cellar", "11.0");
            post(app, "api/sensors/attic", "", "celsius=31");
            assertThat(page.nextEvent().data()).contains("attic", "31.0");
        }
    }

    @Test
    void membersOfARoomReadWhatWasWrittenBeforeAndSeeWhoIsThere() throws Exception {
        App app = server.app("chat");
        assertThat(post(app, "api/rooms/room-lobby", "tina", "text=hello").statusCode())
                .isEqualTo(204);
        String from = get(app, "api/rooms/room-lobby", "tom").replaceAll(".*\"from\":\"([^\"]+)\".*", "$1");

        try (RawStream page = stream(app, "api/events?channel=room-lobby&lastEventId=" + from, "tom")) {
            assertThat(page.nextEvent().data()).contains("\"author\":\"tina\"", "\"text\":\"hello\"");
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(() ->
                            assertThat(get(app, "api/rooms/room-lobby", "tina")).contains("\"present\":[\"tom\"]"));
        }
        try (RawStream stranger = stream(app, "api/events?channel=room-lobby", "eve")) {
            assertThat(stranger.status()).isEqualTo(403);
        }
        assertThat(post(app, "api/rooms/room-lobby", "eve", "text=hello").statusCode())
                .isEqualTo(403);
        assertThat(post(app, "api/rooms/room-lobby", "tina", "text=").statusCode())
                .isEqualTo(400);
    }

    @Test
    void timersPublishWithoutARequest() {
        App app = server.app("publish");
        try (RawStream clock = app.stream("api/events?channel=clock");
                RawStream load = app.stream("api/events?channel=load")) {
            assertThat(clock.nextEvent().data()).contains("\"at\":\"20");
            assertThat(load.nextEvent().data()).matches("\\d+");
        }
    }

    @Test
    void anotherServicesEventsReachThisOnesClients() {
        App app = server.app("publish");
        post("publisher", "{\"price\":8}"); // has the channel made, should the other service's event be late
        String start;
        try (RawStream position = app.answer("api/events?channel=prices")) {
            start = position.text().replaceAll(".*\"lastEventId\":\"(\\w+)-.*", "$1-0");
        }
        try (RawStream prices = app.stream("api/events?channel=prices&lastEventId=" + start)) {
            String price = prices.nextEvent().data();
            while (!price.equals("{\"price\":7}")) {
                price = prices.nextEvent().data();
            }
        }
    }

    @Test
    void onlyThePublisherMayPost() {
        assertThat(post("publisher", "{\"price\":1}").statusCode()).isEqualTo(204);
        assertThat(post("tina", "{\"price\":2}").statusCode()).isEqualTo(403);
        assertThat(post("", "{\"price\":3}").statusCode()).isIn(401, 403);
    }

    @Test
    void theDrainResourceEndsStreamsAndAnswersThen() throws Exception {
        App app = server.app("drained");
        try (RawStream stream = stream(app, "api/events?channel=@me", "tina")) {
            stream.nextBlock();
            assertThat(post(app, "api/drain", "", "").statusCode()).isEqualTo(204);
            assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
        }
        try (RawStream refused = stream(app, "api/events?channel=@me", "tina")) {
            assertThat(refused.status()).isEqualTo(503);
        }
    }

    @Test
    void anInjectedBroadcasterIsTheOneThatWasThereBefore() {
        App app = server.app("injected");
        try (RawStream page = app.stream("api/news")) {
            page.nextBlock();
            app.post("api/news", "extra");
            ReceivedEvent event = page.nextEvent();
            assertThat(event.data()).isEqualTo("extra");
            assertThat(event.lastEventId()).matches("\\w+-\\d+");
        }
    }

    @Test
    void theMigratedApplicationStreamsWhatItsBeansFire() {
        App app = server.app("migrated");
        try (RawStream page = app.stream("api/events?channel=news")) {
            page.nextBlock();
            app.post("api/calls/call/example.migrated.Newsroom/publish", "extra");
            assertThat(page.nextEvent().data()).isEqualTo("{\"title\":\"extra\"}");
        }
    }

    @Test
    void nginxWithTheLinesOfTheGuidePassesEventsOnAtOnce() {
        String location = only("nginx").replace("http://127.0.0.1:8080", "http://APPLICATION");
        try (ReverseProxy nginx = ReverseProxy.nginx(server.app("injected"), location)) {
            assertPassesOn(nginx);
        }
    }

    @Test
    void haProxyWithTheLinesOfTheGuidePassesEventsOnAtOnce() {
        String configuration =
                only("haproxy").replace("bind :80", "bind 127.0.0.1:PORT").replace("127.0.0.1:8080", "APPLICATION");
        try (ReverseProxy haProxy = ReverseProxy.haProxy(server.app("injected"), configuration)) {
            assertPassesOn(haProxy);
        }
    }

    private static void assertPassesOn(ReverseProxy proxy) {
        App direct = server.app("injected");
        try (RawStream page = proxy.app(direct).stream("api/news")) {
            assertThat(page.status()).isEqualTo(200);
            page.nextBlock();
            for (int i = 0; i < 5; i++) {
                direct.post("api/news", "through " + i);
                assertThat(page.nextEvent().data()).isEqualTo("through " + i);
            }
        }
    }

    private static String only(String language) {
        return DocumentationPage.named("guide/operations.md").blocks(language).get(0);
    }

    private static Path war(Path directory, String name, Example example, Class<?>... readers) throws IOException {
        return example.war(name, Files.createDirectory(directory.resolve(name)), readers);
    }

    private static RawStream stream(App app, String path, String user) {
        return app.stream(path, "Cookie: user=" + user);
    }

    private static HttpResponse<String> post(String user, String price) {
        try {
            return send(
                    server.app("publish"),
                    "api/inbox/prices",
                    user,
                    HttpRequest.newBuilder()
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(price)));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> post(App app, String path, String user, String form)
            throws IOException, InterruptedException {
        return send(
                app,
                path,
                user,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static String get(App app, String path, String user) throws IOException, InterruptedException {
        return send(app, path, user, HttpRequest.newBuilder()).body();
    }

    private static HttpResponse<String> send(App app, String path, String user, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        request.uri(app.root().resolve(path)).timeout(RawStream.TIMEOUT);
        if (!user.isEmpty()) {
            request.header("Cookie", "user=" + user);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
