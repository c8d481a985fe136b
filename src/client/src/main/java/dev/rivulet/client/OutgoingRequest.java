/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request before it goes out, for the builder's {@linkplain EventSourceBuilder#onRequest hook} to complete: one for each
 * attempt. For the hook's thread alone, and only during its call.
 */
public final class OutgoingRequest {

    private static final Set<String> OWN = Set.of("accept", "cache-control", "last-event-id");

    private final URI uri;
    private final long attempt;
    private final String lastEventId;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private Optional<Transport.Body> body;
    private String method;

    OutgoingRequest(SourceSettings settings, long attempt, String lastEventId) {
        this.uri = settings.uri();
        this.attempt = attempt;
        this.lastEventId = lastEventId;
        this.method = settings.method();
        this.body = settings.body();
        headers.putAll(settings.headers());
    }

    /**
     * Where it goes.
     *
     * @return the source's URL
     */
    public URI uri() {
        return uri;
    }

    /**
     * Which attempt of the source this is.
     *
     * @return from 1
     */
    public long attempt() {
        return attempt;
    }

    /**
     * What the request asks to resume after.
     *
     * @return the last event's id, or empty
     */
    public String lastEventId() {
        return lastEventId;
    }

    /**
     * Sets a header field, in place of an earlier value.
     *
     * @param name the field's name, but {@code Accept}, {@code Cache-Control} and {@code Last-Event-ID}, which the standard
     *     fixes
     * @param value the field's value
     * @return this
     * @throws IllegalArgumentException if it is one of those, or has characters that no header may have
     */
    public OutgoingRequest header(String name, String value) {
        headers.put(requireOpen(name), HeaderSyntax.requireValue(name, value));
        return this;
    }

    /**
     * Sets the method and the body.
     *
     * @param method the method, such as {@code POST}
     * @param text the content
     * @param mediaType the content's type
     * @return this
     */
    public OutgoingRequest body(String method, String text, String mediaType) {
        this.method = HeaderSyntax.requireToken("method", method);
        this.body = Optional.of(new Transport.Body(text, mediaType));
        return this;
    }

    String method() {
        return method;
    }

    Map<String, String> headers() {
        return headers;
    }

    Optional<Transport.Body> body() {
        return body;
    }

    static String requireOpen(String name) {
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "Header " + name + " is the source's own; lastEventId(...) sets the last id");
        }
        return HeaderSyntax.requireToken("header name", name);
    }
}
