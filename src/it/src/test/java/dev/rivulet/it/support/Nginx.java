/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The nginx of the machine's distribution as a reverse proxy, with what Debian's configuration says and one line that says
 * where to pass requests on to. Everything that it writes stays below {@code target}.
 */
public final class Nginx implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where it is installed, if it is. */
    public static Optional<Path> installed() {
        return Stream.concat(
                        Stream.of("/usr/sbin"),
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it in front of an application. */
    public static Nginx inFrontOf(App application) {
        URI upstream = application.root();
        try {
            Path directory = Files.createDirectories(Path.of("target", "nginx").toAbsolutePath());
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            Path configuration = directory.resolve("nginx.conf");
            Files.writeString(
                    configuration,
                    String.format(Locale.ROOT, """
                    daemon off;
                    worker_processes auto;
                    pid %1$s/nginx.pid;
                    error_log %1$s/error.log;
                    events {
                        worker_connections 768;
                    }
                    http {
                        sendfile on;
                        tcp_nopush on;
                        types_hash_max_size 2048;
                        default_type application/octet-stream;
                        access_log off;
                        gzip on;
                        client_body_temp_path %1$s/body;
                        proxy_temp_path %1$s/proxy;
                        fastcgi_temp_path %1$s/fastcgi;
                        uwsgi_temp_path %1$s/uwsgi;
                        scgi_temp_path %1$s/scgi;
                        server {
                            listen 127.0.0.1:%2$d;
                            location / {
                                proxy_pass http://%3$s:%4$d;
                            }
                        }
                    }
                    """, directory, port, upstream.getHost(), upstream.getPort()),
                    UTF_8);
            Process process = new ProcessBuilder(
                            installed().orElseThrow().toString(),
                            "-p",
                            directory.toString(),
                            "-c",
                            configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output.log").toFile())
                    .start();
            Nginx nginx = new Nginx(process, port);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            Awaitility.await().atMost(START_TIMEOUT).until(nginx::accepts);
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The application, seen through it. */
    public App app(App application) {
        return new App(
                URI.create("http://127.0.0.1:" + port + application.root().getPath()));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
