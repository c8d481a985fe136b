/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect: a request, the redirects that it meets, and the response that it ends with. Everything but
 * {@link #cancel} happens on the source's serial executor, and so do the calls to its owner.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-redirect-fetch">WHATWG Fetch, HTTP-redirect fetch</a>
 */
final class Attempt {

    private static final int MOST_REDIRECTS = 20;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** What never goes to another origin (Fetch, CORS non-wildcard request-header names), and what is for a proxy. */
    private static final Set<String> CREDENTIALS = Set.of("Authorization", "Proxy-Authorization");

    private final SourceSettings settings;
    private final OutgoingRequest outgoing;
    private final Owner owner;
    private String method;
    private Optional<Transport.Body> body;
    private int redirects;
    private boolean trusted = true;
    private @Nullable Hop hop;
    private volatile Transport.@Nullable Exchange exchange;
    private volatile boolean cancelled;

    Attempt(SourceSettings settings, OutgoingRequest outgoing, Owner owner) {
        this.settings = settings;
        this.outgoing = outgoing;
        this.owner = owner;
        this.method = outgoing.method();
        this.body = outgoing.body();
    }

    /** Hears how it goes, until it has cancelled the attempt. */
    interface Owner {
        void responded(Transport.Response response);

        void received(List<ByteBuffer> bytes);

        void ended();

        void broken(Throwable cause);

        void refused(Throwable cause);
    }

    static boolean isRedirect(int status) {
        return REDIRECTS.contains(status);
    }

    void start() {
        send(outgoing.uri());
    }

    /** Asks for the next piece of the body. */
    void request() {
        Transport.Exchange current = exchange;
        if (current == null) {
            return;
        }
        try {
            current.request();
        } catch (Throwable e) {
            broken(e);
        }
    }

    /** Safe for any thread; returns at once. */
    void cancel() {
        cancelled = true;
        cancel(exchange);
    }

    private void send(URI uri) {
        Hop next = new Hop();
        hop = next;
        trusted = trusted && Origins.of(uri).equals(Origins.of(outgoing.uri()));
        Transport.Request request;
        try {
            request = new Transport.Request(method, uri, headers(uri), body);
        } catch (Throwable e) { // the cookie handler's
            owner.broken(e);
            return;
        }
        try {
            exchange = settings.transport().open(request, next);
        } catch (RuntimeException e) {
            owner.refused(e);
        } catch (Throwable e) { // such as no memory for another thread
            owner.broken(e);
        }
        if (cancelled) {
            cancel();
        }
    }

    private Map<String, String> headers(URI uri) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Pragma", "no-cache"); // Fetch, HTTP-network-or-cache fetch, where nothing may be stored
        settings.url().authorization().ifPresent(value -> headers.put("Authorization", value));
        headers.putAll(outgoing.headers());
        if (!trusted) {
            CREDENTIALS.forEach(headers::remove);
        }
        headers.put("Accept", "text/event-stream");
        headers.put("Cache-Control", "no-cache");
        if (!outgoing.lastEventId().isEmpty()) {
            headers.put("Last-Event-ID", outgoing.lastEventId());
        }
        if (!takesCookies()) {
            headers.remove("Cookie");
        } else {
            settings.cookies().get(uri, Map.of()).getOrDefault("Cookie", List.of()).stream()
                    .reduce((all, one) -> all + "; " + one)
                    .ifPresent(cookies -> headers.merge("Cookie", cookies, (own, stored) -> own + "; " + stored));
        }
        return headers;
    }

    /** Whether cookies may go there: not once another origin has had a say, even if it leads back. */
    private boolean takesCookies() {
        return settings.withCredentials() || trusted;
    }

    private void responded(Transport.Response response) {
        Map<String, List<String>> headers = Headers.copyOf(response.headers());
        if (takesCookies()) {
            try {
                settings.cookies().put(response.uri(), headers);
            } catch (Throwable e) {
                broken(e);
                return;
            }
        }
        Optional<String> location = Headers.first(headers, "Location");
        if (isRedirect(response.status()) && location.isPresent()) {
            follow(response, location.get());
        } else {
            owner.responded(new Transport.Response(response.status(), response.uri(), headers));
        }
    }

    private void follow(Transport.Response response, String location) {
        cancelExchange();
        URI target;
        try {
            target = Locations.resolve(response.uri(), location);
        } catch (IllegalArgumentException e) {
            broken(new IOException("Redirected to \"" + location + "\", which is no URL", e));
            return;
        }
        Optional<String> objection = objection(target);
        if (objection.isPresent()) {
            broken(new IOException(
                    "Redirected to " + SourceUrl.withoutCredentials(target) + ", which " + objection.get()));
            return;
        }
        if (++redirects > MOST_REDIRECTS) {
            broken(new IOException("More than " + MOST_REDIRECTS + " redirects, the last one to " + target));
            return;
        }
        boolean post = method.equals("POST") && (response.status() == 301 || response.status() == 302);
        if (post || response.status() == 303) {
            method = "GET";
            body = Optional.empty();
        }
        send(target);
    }

    private static Optional<String> objection(URI target) {
        if (!Origins.isHttp(target)) {
            return Optional.of("is neither http nor https");
        }
        if (!Origins.hasPossiblePort(target)) {
            return Optional.of("has a port above 65535");
        }
        return SourceUrl.hasCredentials(target) ? Optional.of("carries credentials of its own") : Optional.empty();
    }

    private void broken(Throwable cause) {
        cancelExchange();
        owner.broken(cause);
    }

    /** Of this hop only: another one may follow. */
    private void cancelExchange() {
        hop = null;
        Transport.Exchange current = exchange;
        exchange = null;
        cancel(current);
    }

    private static void cancel(Transport.@Nullable Exchange exchange) {
        if (exchange != null) {
            ApplicationCode.run("A transport that was to cancel an exchange", exchange::cancel);
        }
    }

    /** A request of the attempt; what comes after the next one, or after the end, is nobody's. */
    private final class Hop implements Transport.Receiver {

        @Override
        public void onResponse(Transport.Response response) {
            run(() -> responded(response));
        }

        @Override
        public void onBytes(List<ByteBuffer> bytes) {
            run(() -> owner.received(bytes));
        }

        @Override
        public void onEnd() {
            run(owner::ended);
        }

        @Override
        public void onFailure(Throwable cause) {
            run(() -> owner.broken(cause));
        }

        private void run(Runnable task) {
            settings.serial().execute(() -> {
                if (hop == this && !cancelled) {
                    task.run();
                }
            });
        }
    }
}
