/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.Transport;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect: a request, the redirects that it meets, and the response that it ends with, which is the receiver's.
 * Everything but {@link #cancel} happens on the source's serial executor, and so do the calls to the receiver.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-redirect-fetch">WHATWG Fetch, HTTP-redirect fetch</a>
 */
public final class Attempt implements Transport.Exchange {

    private static final int MOST_REDIRECTS = 20;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** What never goes to another origin (Fetch, CORS non-wildcard request-header names), and what is for a proxy. */
    private static final Set<String> CREDENTIALS = Set.of("Authorization", "Proxy-Authorization");

    private final RequestDraft draft;
    private final Optional<String> authorization;
    private final Session session;
    private final Executor serial;
    private final Transport.Receiver receiver;
    private String method;
    private Optional<Transport.Body> body;
    private int redirects;
    private boolean atHome = true; // not once another origin has had a say, even if it leads back
    private @Nullable Hop hop;
    private volatile Transport.@Nullable Exchange exchange;
    private volatile boolean cancelled;

    /** What a source's attempts have in common. */
    public record Session(Transport transport, CookieHandler cookies, boolean withCredentials) {}

    /** What a transport has thrown to say that the request cannot be sent, however often it is tried. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final RuntimeException reason;

        private Refusal(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }

        RuntimeException reason() {
            return reason;
        }
    }

    Attempt(
            RequestDraft draft,
            Optional<String> authorization,
            Session session,
            Executor serial,
            Transport.Receiver receiver) {
        this.draft = draft;
        this.authorization = authorization;
        this.session = session;
        this.serial = serial;
        this.receiver = receiver;
        this.method = draft.method();
        this.body = draft.body();
    }

    static boolean isRedirect(int status) {
        return REDIRECTS.contains(status);
    }

    void start() {
        send(draft.uri());
    }

    @Override
    public void request() {
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

    /** Safe for any thread; returns at once. The receiver is told nothing from then on. */
    @Override
    public void cancel() {
        cancelled = true;
        cancel(exchange);
    }

    private void send(URI uri) {
        Hop next = new Hop();
        hop = next;
        atHome = atHome && Origins.of(uri).equals(Origins.of(draft.uri()));
        Transport.Request request;
        try {
            request = Transport.Request.of(method, uri, headers(uri), body);
        } catch (Throwable e) { // the cookie handler's
            broken(e);
            return;
        }
        try {
            exchange = session.transport().open(request, next);
        } catch (RuntimeException e) {
            broken(new Refusal(e));
        } catch (Throwable e) { // such as no memory for another thread
            broken(e);
        }
        if (cancelled) {
            cancel();
        }
    }

    private Map<String, String> headers(URI uri) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Pragma", "no-cache"); // Fetch, HTTP-network-or-cache fetch, where nothing may be stored
        headers.put("Accept-Encoding", ContentDecoder.ACCEPTED);
        authorization.ifPresent(value -> headers.put("Authorization", value));
        headers.putAll(draft.headers());
        if (!atHome) {
            CREDENTIALS.forEach(headers::remove);
        }
        headers.put("Accept", Headers.EVENT_STREAM);
        headers.put("Cache-Control", "no-cache");
        if (!draft.lastEventId().isEmpty()) {
            headers.put("Last-Event-ID", draft.lastEventId());
        }
        if (!takesCookies()) {
            headers.remove("Cookie");
        } else {
            session.cookies().get(uri, Map.of()).getOrDefault("Cookie", List.of()).stream()
                    .reduce((all, one) -> all + "; " + one)
                    .ifPresent(cookies -> headers.merge("Cookie", cookies, (own, stored) -> own + "; " + stored));
        }
        return headers;
    }

    private boolean takesCookies() {
        return session.withCredentials() || atHome;
    }

    private void responded(Transport.Response response) {
        if (takesCookies()) {
            try {
                session.cookies().put(response.uri(), response.headers());
            } catch (Throwable e) {
                broken(e);
                return;
            }
        }
        Optional<String> location = Headers.first(response.headers(), "Location");
        if (isRedirect(response.status()) && location.isPresent()) {
            follow(response, location.get());
        } else {
            receiver.onResponse(response);
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
        receiver.onFailure(cause);
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
            run(() -> receiver.onBytes(bytes));
        }

        @Override
        public void onEnd() {
            run(receiver::onEnd);
        }

        @Override
        public void onFailure(Throwable cause) {
            run(() -> broken(cause));
        }

        private void run(Runnable task) {
            serial.execute(() -> {
                if (hop == this && !cancelled) {
                    task.run();
                }
            });
        }
    }
}
