/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, in a process of its own as Maven is one, with a server that a test can see through. */
class LaunchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SERVER = Pattern.compile("process (\\d+)");

    @TempDir
    private Path directory;

    private int port;
    private Process launch;
    private Path log;

    @BeforeEach
    void layOut() throws IOException {
        port = Address.freePort();
        log = directory.resolve("log");
        write("exploded/index.html", "as built");
        write("exploded/WEB-INF/web.xml", "<web-app/>");
        write("pages/index.html", "as built");
        write("servers/simple/application/added.txt", "for this server alone");
        Files.createDirectories(directory.resolve("unpacked/home"));
        serverStartsWith("");
    }

    @AfterEach
    void endWhatStillRuns() {
        if (launch != null) {
            launch.descendants().forEach(ProcessHandle::destroyForcibly);
            launch.destroyForcibly();
        }
    }

    @Test
    void addressIsTheLastThatIsSaidOfTheStart() throws IOException {
        start();
        awaitBanner();

        assertThat(log().strip()
                        .lines()
                        .dropWhile(line -> !SERVER.matcher(line).find())
                        .skip(1))
                .anyMatch(line -> line.contains("http://localhost:" + port + '/'))
                .endsWith("  Ctrl-C ends the server.", "-".repeat(100));
    }

    @Test
    void applicationIsServedAtTheRootWithWhatTheServerNeeds() throws IOException, InterruptedException {
        start();
        awaitBanner();

        assertThat(get("")).isEqualTo("as built");
        assertThat(get("added.txt")).isEqualTo("for this server alone");
        assertThat(get("WEB-INF/web.xml")).isEqualTo("<web-app/>");
    }

    @Test
    void pagesAreServedAsTheyAreSaved() throws IOException {
        start();
        awaitBanner();

        write("pages/index.html", "edited");
        write("pages/deep/new.html", "new");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(get("")).isEqualTo("edited");
            assertThat(get("deep/new.html")).isEqualTo("new");
        });

        Files.delete(directory.resolve("pages/deep/new.html"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("deep/new.html")).isEqualTo("404"));
    }

    @Test
    void pageThatCannotBeCopiedIsReportedOnceAndTheOthersAreFollowedAgain() throws IOException {
        start();
        awaitBanner();

        Files.createDirectories(directory.resolve("unpacked/home/apps/ROOT.war/blocked.html/inside"));
        write("pages/blocked.html", "a directory is in its way");
        await().atMost(PATIENCE).until(() -> log().contains("A page could not be copied: "));

        Files.delete(directory.resolve("pages/blocked.html"));
        write("pages/index.html", "edited");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(get("")).isEqualTo("edited"));
        assertThat(log()).containsOnlyOnce("A page could not be copied: ");
    }

    @Test
    void signalEndsTheServerTooAndIsNoFailure() throws IOException, InterruptedException {
        start();
        awaitBanner();
        ProcessHandle server = server();

        launch.destroy();

        assertThat(launch.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(launch.exitValue()).isZero();
        assertThat(server.isAlive()).isFalse();
        assertThat(log()).doesNotContain("Exception").endsWith("The server has ended.\n");
    }

    @Test
    void serverThatFailsIsAFailure() throws IOException, InterruptedException {
        serverStartsWith(" 3");

        start();

        assertThat(launch.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(launch.exitValue()).isNotZero();
        assertThat(log()).contains("The server ended with status 3 before it served the application");
    }

    @Test
    void serverThatIsKilledLaterIsAFailure() throws IOException, InterruptedException {
        start();
        awaitBanner();

        server().destroyForcibly();

        assertThat(launch.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(launch.exitValue()).isNotZero();
        assertThat(log()).contains("The server ended with status 137");
    }

    private void serverStartsWith(String more) throws IOException {
        write(
                "servers/simple/server.properties",
                "home = home\ndeployments = apps\nstart = {java}/bin/java -cp " + System.getProperty("java.class.path")
                        + " dev.rivulet.launch.FileServer {address} {port} {application}" + more + '\n');
    }

    private void start() throws IOException {
        launch = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launch.class.getName(),
                        "run",
                        directory.resolve("servers").toString(),
                        "simple",
                        "127.0.0.1",
                        Integer.toString(port),
                        directory.resolve("unpacked").toString(),
                        directory.resolve("exploded").toString(),
                        directory.resolve("pages").toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private void awaitBanner() {
        await().atMost(PATIENCE)
                .failFast(() -> !launch.isAlive())
                .until(() -> log().contains("Ctrl-C ends the server.\n---"));
    }

    private ProcessHandle server() throws IOException {
        Matcher said = SERVER.matcher(log());
        assertThat(said.find()).isTrue();
        return ProcessHandle.of(Long.parseLong(said.group(1))).orElseThrow();
    }

    private String log() throws IOException {
        return Files.readString(log);
    }

    /** The body, or the status where that is not 200. */
    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + '/' + path))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200 ? response.body() : Integer.toString(response.statusCode());
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
