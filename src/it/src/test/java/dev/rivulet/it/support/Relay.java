/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before an application, passes on what comes, byte for byte and at once, remembers what was asked and answered, and breaks
 * connections when a test says so.
 */
public final class Relay implements AutoCloseable {

    /** What the client sets for its own connection. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "keep-alive", "transfer-encoding", "upgrade");

    private final URI application;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<InputStream> bodies = ConcurrentHashMap.newKeySet();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    private Relay(App application) throws IOException {
        this.application = application.root();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    /** One before an application, on a port of its own. */
    public static Relay to(App application) throws IOException {
        return new Relay(application);
    }

    /** The application, seen through it. */
    public App app() {
        return new App(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + application.getPath()));
    }

    /** What was asked and answered so far, in the order of the answers' beginnings. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Breaks every response that is under way, in the middle of a chunk or not, and what of it was not read is lost. */
    public void cut() {
        bodies.forEach(Relay::close);
    }

    @Override
    public void close() {
        cut();
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * A request and its answer.
     *
     * @param method of HTTP
     * @param path below the server's root
     * @param lastEventId what the client said that it has, by header or query; empty if nothing
     * @param status of the answer
     */
    public record Exchange(String method, String path, String lastEventId, int status) {}

    private void pass(HttpExchange exchange) throws IOException {
        try {
            HttpResponse<InputStream> response =
                    client.send(request(exchange), HttpResponse.BodyHandlers.ofInputStream());
            exchanges.add(new Exchange(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    lastEventId(exchange),
                    response.statusCode()));
            response.headers().map().forEach((name, values) -> {
                if (!OWN_HEADERS.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            boolean empty = response.statusCode() == 204 || response.statusCode() == 304;
            exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : 0);
            if (!empty) {
                pass(response.body(), exchange.getResponseBody());
            }
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it throws breaks the connection, so that no client takes what it has for the whole. */
    private void pass(InputStream from, OutputStream to) throws IOException {
        bodies.add(from);
        try (from) {
            byte[] bytes = new byte[8 * 1024];
            for (int length = from.read(bytes); length >= 0; length = from.read(bytes)) {
                to.write(bytes, 0, length);
                to.flush();
            }
        } finally {
            bodies.remove(from);
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + application.getAuthority() + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static String lastEventId(HttpExchange exchange) {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"))
                .orElse(query.replaceFirst(".*\\blastEventId=([^&]*).*|.*", "$1"));
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
