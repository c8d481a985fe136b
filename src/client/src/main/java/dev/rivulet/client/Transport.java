/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import dev.rivulet.client.internal.HeaderSyntax;
import dev.rivulet.client.internal.Headers;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Carries one request to a server and its response's bytes back. What a response means, when to ask again, redirects,
 * cookies: all that is decided above. Two come with Rivulet, over the JDK's {@code HttpClient} and over a JAX-RS
 * {@code WebTarget}; {@link EventSourceBuilder#transport} takes others.
 */
@FunctionalInterface
public interface Transport {

    /**
     * Sends a request. Returns at once; must not block, follow redirects or read ahead more than a bounded number of bytes.
     *
     * @param request what to send
     * @param receiver is told what comes back, one call at a time, by any thread and even before this method returns
     * @return the exchange, to be asked for bytes
     * @throws RuntimeException if the request cannot be sent as it is, however often it is tried: the source fails for good.
     *     A transport that finds out later gives {@link Receiver#onFailure} an {@link UnsendableRequestException}
     */
    Exchange open(Request request, Receiver receiver);

    /**
     * Whether an event's id can be sent as {@code Last-Event-ID}, which is its UTF-8 bytes. Where it cannot, the source
     * resumes after the last id that could, and the application's own first id is refused. Called once for each new id; must
     * not block.
     *
     * @param lastEventId an event's id, without CR, LF and NUL
     * @return true unless overridden
     */
    default boolean canSend(String lastEventId) {
        return true;
    }

    /** A request under way. Safe for any thread; no method blocks. */
    interface Exchange {

        /** Asks for one more piece of the body, after {@link Receiver#onResponse}. */
        void request();

        /** Gives up, whatever the state, and frees the connection and its thread. Receivers ignore what still comes. */
        void cancel();
    }

    /** What a transport tells: the response, pieces of its body as they are asked for, and one end. No method blocks. */
    interface Receiver {

        /**
         * The status and headers have arrived.
         *
         * @param response the response's head
         */
        void onResponse(Response response);

        /**
         * The next piece of the body: one call for each {@link Exchange#request}.
         *
         * @param bytes not empty; the receiver's until it asks for more
         */
        void onBytes(List<ByteBuffer> bytes);

        /** The body is complete. */
        void onEnd();

        /**
         * The exchange has broken.
         *
         * @param cause why
         */
        void onFailure(Throwable cause);
    }

    /** What to send. Immutable. */
    final class Request {

        private final String method;
        private final URI uri;
        private final Map<String, String> headers;
        private final Optional<Body> body;

        private Request(String method, URI uri, Map<String, String> headers, Optional<Body> body) {
            this.method = method;
            this.uri = uri;
            this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
            this.body = body;
        }

        /**
         * A request, for a transport that changes what another one sends.
         *
         * @param method the method
         * @param uri the absolute URI, http or https
         * @param headers the header fields
         * @param body what to send along; empty for nothing
         * @return the request
         */
        public static Request of(String method, URI uri, Map<String, String> headers, Optional<Body> body) {
            return new Request(method, uri, headers, body);
        }

        /**
         * The method.
         *
         * @return {@code GET} unless the application has set another
         */
        public String method() {
            return method;
        }

        /**
         * Where it goes.
         *
         * @return an absolute URI, http or https, without credentials
         */
        public URI uri() {
            return uri;
        }

        /**
         * The header fields.
         *
         * @return names and values, in the order in which they are sent; a map that cannot be changed
         */
        public Map<String, String> headers() {
            return headers;
        }

        /**
         * What to send along.
         *
         * @return the body, if there is one
         */
        public Optional<Body> body() {
            return body;
        }

        @Override
        public String toString() {
            return method + " " + uri;
        }
    }

    /** A request's body. Immutable. */
    final class Body {

        private final String text;
        private final String mediaType;

        private Body(String text, String mediaType) {
            this.text = Objects.requireNonNull(text);
            this.mediaType = HeaderSyntax.requireValue("Content-Type", mediaType);
        }

        /**
         * A body of text.
         *
         * @param text the content, sent as UTF-8
         * @param mediaType the content's type
         * @return the body
         * @throws IllegalArgumentException if the type has characters that no header may have
         */
        public static Body of(String text, String mediaType) {
            return new Body(text, mediaType);
        }

        /**
         * The content.
         *
         * @return text to send as UTF-8
         */
        public String text() {
            return text;
        }

        /**
         * The content's type.
         *
         * @return the value of {@code Content-Type}
         */
        public String mediaType() {
            return mediaType;
        }
    }

    /** A response's head. Immutable. */
    final class Response {

        private final int status;
        private final URI uri;
        private final Map<String, List<String>> headers;

        private Response(int status, URI uri, Map<String, List<String>> headers) {
            this.status = status;
            this.uri = Objects.requireNonNull(uri);
            this.headers = Headers.copyOf(headers);
        }

        /**
         * A response, for transports.
         *
         * @param status the status code
         * @param uri where it comes from, for transports whose own client follows redirects
         * @param headers the header fields, with each byte of a value that is not ASCII as a character
         * @return the response
         */
        public static Response of(int status, URI uri, Map<String, List<String>> headers) {
            return new Response(status, uri, headers);
        }

        /**
         * The status code.
         *
         * @return as it came
         */
        public int status() {
            return status;
        }

        /**
         * Where it comes from.
         *
         * @return the request's URI, unless the transport's own client was redirected
         */
        public URI uri() {
            return uri;
        }

        /**
         * The header fields, by their names in any case.
         *
         * @return a map that cannot be changed
         */
        public Map<String, List<String>> headers() {
            return headers;
        }

        @Override
        public String toString() {
            return status + " from " + uri;
        }
    }
}
