/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.OutgoingRequest;
import dev.rivulet.client.Transport;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A request while the application may change it. One thread at a time. */
public final class RequestDraft implements OutgoingRequest {

    private static final Set<String> OWN = Set.of("accept", "cache-control", "last-event-id");

    private final URI uri;
    private final long attempt;
    private final String lastEventId;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private Optional<Transport.Body> body = Optional.empty();
    private Optional<String> method = Optional.empty();

    /** One that asks for nothing in particular. */
    public RequestDraft(URI uri) {
        this(uri, 0, "");
    }

    private RequestDraft(URI uri, long attempt, String lastEventId) {
        this.uri = uri;
        this.attempt = attempt;
        this.lastEventId = lastEventId;
    }

    /** The same again, for an attempt. */
    RequestDraft forAttempt(long number, String resumeAfter) {
        RequestDraft copy = new RequestDraft(uri, number, resumeAfter);
        copy.headers.putAll(headers);
        copy.body = body;
        copy.method = method;
        return copy;
    }

    /**
     * Checks that a body goes with a method that was chosen for it: with GET it has no meaning (RFC 9110, section 9.3.1).
     *
     * @throws IllegalStateException if there is a body alone
     */
    public void requireMethodForBody() {
        if (body.isPresent() && method.isEmpty()) {
            throw new IllegalStateException("The request has a body and no method that says what to do with it:"
                    + " set one, such as method(\"POST\")");
        }
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public long attempt() {
        return attempt;
    }

    @Override
    public String lastEventId() {
        return lastEventId;
    }

    @Override
    public RequestDraft header(String name, String value) {
        headers.put(requireOpen(name), HeaderSyntax.requireValue(name, value));
        return this;
    }

    @Override
    public RequestDraft method(String name) {
        method = Optional.of(HeaderSyntax.requireToken("method", name));
        return this;
    }

    @Override
    public RequestDraft body(String text, String mediaType) {
        body = Optional.of(Transport.Body.of(text, mediaType));
        return this;
    }

    String method() {
        return method.orElse("GET");
    }

    Map<String, String> headers() {
        return headers;
    }

    Optional<Transport.Body> body() {
        return body;
    }

    private static String requireOpen(String name) {
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "Header " + name + " is the source's own; lastEventId(...) sets the last id");
        }
        return HeaderSyntax.requireToken("header name", name);
    }
}
