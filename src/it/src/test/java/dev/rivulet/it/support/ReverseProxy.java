/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;

/**
 * A reverse proxy that nobody has told about streams: what its distribution or its guide says, and where to pass requests on
 * to. Everything that it writes stays below {@code target}. A test that asks for one that is not installed is skipped, but
 * fails under CI=true.
 */
public final class ReverseProxy implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(2);

    /** Debian's {@code nginx.conf}, with {@code proxy_pass}. */
    private static final String NGINX = """
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
                    LOCATION
                }
            }
            """;

    private static final String BARE_LOCATION = "location / { proxy_pass http://APPLICATION; }";

    /** Debian's {@code haproxy.cfg}, with a frontend and a backend. */
    private static final String BARE_HAPROXY = """
            defaults
                mode http
                option dontlognull
                timeout connect 5000
                timeout client  50000
                timeout server  50000
            frontend web
                bind 127.0.0.1:PORT
                default_backend application
            backend application
                server one APPLICATION
            """;

    /** The first lines of each package's own guide. */
    private static final String EXPRESS = """
            import compression from "compression";
            import express from "express";
            import { createProxyMiddleware } from "http-proxy-middleware";

            const app = express();
            app.use(compression());
            app.use(createProxyMiddleware({ target: "http://%3$s", changeOrigin: true }));
            app.listen(%2$d, "127.0.0.1");
            """;

    private final LoggedProcess process;
    private final int port;

    private ReverseProxy(LoggedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Debian's nginx. */
    public static ReverseProxy nginx(App application) {
        return nginx(application, BARE_LOCATION);
    }

    /**
     * Debian's nginx, told more.
     *
     * @param location its {@code location} block, where {@code APPLICATION} stands for the address of the server behind it
     */
    public static ReverseProxy nginx(App application, String location) {
        Program nginx = Program.named("nginx");
        int port = LoggedProcess.freePort();
        Path directory = directory("nginx");
        String configured = NGINX.replace("LOCATION", location.replace("APPLICATION", "%3$s"));
        Path configuration = write(directory, "nginx.conf", configured, port, application);
        return start("nginx", port, nginx.command("-p", directory.toString(), "-c", configuration.toString()));
    }

    /** Debian's HAProxy. */
    public static ReverseProxy haProxy(App application) {
        return haProxy(application, BARE_HAPROXY);
    }

    /**
     * Debian's HAProxy, told something else.
     *
     * @param configuration its whole file, where {@code PORT} and {@code APPLICATION} stand for its own port and the address of the
     *     server behind it
     */
    public static ReverseProxy haProxy(App application, String configuration) {
        Program haProxy = Program.named("haproxy");
        int port = LoggedProcess.freePort();
        String configured = configuration.replace("PORT", "%2$d").replace("APPLICATION", "%3$s");
        Path file = write(directory("haproxy"), "haproxy.cfg", configured, port, application);
        return start("haproxy", port, haProxy.command("-db", "-f", file.toString()));
    }

    /** Node's Express with {@code compression} in front of {@code http-proxy-middleware}, as dashboards are often served. */
    public static ReverseProxy express(App application) {
        Program node = Program.named("node");
        Path directory = NpmPackages.install("express-proxy", INSTALL_TIMEOUT);
        int port = LoggedProcess.freePort();
        Path script = write(directory, "proxy.mjs", EXPRESS, port, application);
        return start("express", port, node.command(script.toString()));
    }

    /** The application, seen through it. */
    public App app(App application) {
        return new App(
                URI.create("http://127.0.0.1:" + port + application.root().getPath()));
    }

    @Override
    public void close() {
        process.close();
    }

    private static ReverseProxy start(String name, int port, ProcessBuilder command) {
        LoggedProcess process = new LoggedProcess(name);
        process.start(command);
        Awaitility.await()
                .atMost(START_TIMEOUT)
                .failFast(name + " has ended, see " + process.logFile(), () -> !process.isRunning())
                .until(() -> accepts(port));
        return new ReverseProxy(process, port);
    }

    private static Path directory(String name) {
        try {
            return Files.createDirectories(Path.of("target", name).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path directory, String file, String text, int port, App application) {
        try {
            return Files.writeString(
                    directory.resolve(file),
                    String.format(
                            Locale.ROOT,
                            text,
                            directory,
                            port,
                            application.root().getAuthority()),
                    UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
