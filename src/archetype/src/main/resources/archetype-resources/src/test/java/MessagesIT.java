package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rivulet.client.EventSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The application on Payara Micro, and a client of it. */
class MessagesIT {

    private static Process server;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        url = "http://localhost:" + port + "/api/messages";
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar", "target/payara-micro.jar", "--nocluster", "--port", Integer.toString(port),
                        "--deploy", "target/app.war", "--contextroot", "/")
                .redirectErrorStream(true)
                .start();
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread log = new Thread(() -> follow(server, ready));
        log.setDaemon(true);
        log.start();
        ready.get(2, TimeUnit.MINUTES);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(30, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }

    @Test
    void subscribersReceiveWhatIsPosted() throws Exception {
        CompletableFuture<Void> open = new CompletableFuture<>();
        CompletableFuture<String> received = new CompletableFuture<>();
        try (EventSource source = new EventSource(url)) {
            source.onOpen(event -> open.complete(null));
            source.onMessage(event -> received.complete(event.data()));
            open.get(30, TimeUnit.SECONDS);

            HttpRequest post = HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("author=Ada&text=Hello"))
                    .build();
            assertEquals(204, HttpClient.newHttpClient().send(post, BodyHandlers.discarding()).statusCode());

            String data = received.get(30, TimeUnit.SECONDS);
            assertTrue(data.contains("\"author\":\"Ada\"") && data.contains("\"text\":\"Hello\""), data);
        }
    }

    private static void follow(Process process, CompletableFuture<Void> ready) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                if (line.contains("ready in")) {
                    ready.complete(null);
                }
            }
            ready.completeExceptionally(new IllegalStateException("The server has stopped"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }
}
