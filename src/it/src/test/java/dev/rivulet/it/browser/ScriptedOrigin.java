/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/**
 * An origin that serves {@code rivulet.js} from its jar, a page that has imported it, and streams that a test has written down:
 * each request below {@code /events} gets the next answer.
 */
final class ScriptedOrigin implements AutoCloseable {

    private static final String PAGE = """
            <!doctype html>
            <title>Scripted</title>
            <link rel="icon" href="data:,">
            <script type="module">
              import { RivuletSource } from "./rivulet/rivulet.js";
              window.RivuletSource = RivuletSource;
            </script>
            """;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "scripted-origin");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore cuts = new Semaphore(0);
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private ScriptedOrigin(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> send(exchange, "text/html", PAGE.getBytes(UTF_8)));
        server.createContext("/rivulet/rivulet.js", exchange -> send(exchange, "text/javascript", script()));
        server.createContext("/events", this::answer);
        server.start();
    }

    /** One that answers the requests for streams in this order; one more request than answers is an error 500. */
    static ScriptedOrigin start(Answer... answers) throws IOException {
        return startAt(0, answers);
    }

    /** The same on a port that was another one's. */
    static ScriptedOrigin startAt(int port, Answer... answers) throws IOException {
        ScriptedOrigin origin = new ScriptedOrigin(port);
        origin.then(answers);
        return origin;
    }

    /** What follows the answers so far. */
    void then(Answer... more) {
        answers.addAll(List.of(more));
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + port() + '/');
    }

    /** The requests for streams so far, in order. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Breaks a stream off, as a network does; what a browser has not read then is lost. */
    void cut() {
        cuts.release();
    }

    /** Cuts what is open. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** An answer without a stream; headers are names and values in turn. */
    static Answer status(int status, String... headers) {
        return stream -> {
            for (int i = 0; i < headers.length; i += 2) {
                stream.exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            stream.exchange.sendResponseHeaders(status, -1);
            stream.exchange.close();
        };
    }

    /** A body of another type. */
    static Answer body(int status, String type, String text) {
        return stream -> {
            stream.exchange.getResponseHeaders().set("Content-Type", type);
            stream.exchange.sendResponseHeaders(status, text.getBytes(UTF_8).length);
            stream.exchange.getResponseBody().write(text.getBytes(UTF_8));
            stream.exchange.close();
        };
    }

    /** A stream with this text that then ends. */
    static Answer ending(String text) {
        return stream -> {
            stream.send(text);
            stream.end();
        };
    }

    /** A stream with this text that breaks off when the test calls {@link #cut}. */
    static Answer breaking(String text) {
        return stream -> {
            stream.send(text);
            stream.awaitCut();
            throw new IOException("on purpose"); // the server closes the connection without the last chunk
        };
    }

    /** A stream with this text that then stays open, silent. */
    static Answer staying(String text) {
        return stream -> {
            stream.send(text);
            stream.awaitClose();
        };
    }

    /** How a request for a stream is answered. */
    @FunctionalInterface
    interface Answer {
        void to(Stream stream) throws IOException, InterruptedException;
    }

    /**
     * A request for a stream.
     *
     * @param method of HTTP
     * @param query what follows the question mark; empty if nothing does
     * @param cookie of the browser's; empty if it sent none
     * @param authorization empty if there is none
     * @param nanos when it came
     */
    record Request(String method, String query, String cookie, String authorization, long nanos) {}

    /** The response to one request. */
    final class Stream {

        private final HttpExchange exchange;
        private boolean begun;

        private Stream(HttpExchange exchange) {
            this.exchange = exchange;
        }

        /** Adds a header to a stream that has not begun. */
        Stream with(String header, String value) {
            exchange.getResponseHeaders().set(header, value);
            return this;
        }

        void send(String text) throws IOException {
            send(text.getBytes(UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            if (!begun) {
                begun = true;
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
            }
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        }

        /** Ends it as a server does that has said all. */
        void end() {
            exchange.close();
        }

        /** Lets time pass on the stream, unless the origin is closed before. */
        void pause(long millis) throws InterruptedException {
            closed.await(millis, TimeUnit.MILLISECONDS);
        }

        private void awaitCut() throws InterruptedException {
            cuts.acquire();
        }

        void awaitClose() throws InterruptedException {
            closed.await();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestMethod(),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                header(exchange, "Cookie"),
                header(exchange, "Authorization"),
                System.nanoTime()));
        Answer next = Optional.ofNullable(answers.poll()).orElse(status(500));
        try {
            next.to(new Stream(exchange));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static void send(HttpExchange exchange, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static byte[] script() throws IOException {
        try (ZipFile jar = new ZipFile(
                        Path.of(System.getProperty("rivulet.web.jar")).toFile());
                InputStream script = jar.getInputStream(jar.getEntry("META-INF/resources/rivulet/rivulet.js"))) {
            return script.readAllBytes();
        }
    }
}
