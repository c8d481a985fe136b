/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
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

    /**
     * What to send.
     *
     * @param method the method
     * @param uri the absolute URI, http or https
     * @param headers fields in the order in which they are sent
     * @param body what to send along
     */
    record Request(String method, URI uri, Map<String, String> headers, Optional<Body> body) {}

    /**
     * A request's body.
     *
     * @param text the content, sent as UTF-8
     * @param mediaType the content's type
     */
    record Body(String text, String mediaType) {

        /**
         * Checks the type.
         *
         * @param text the content
         * @param mediaType its type
         * @throws IllegalArgumentException if the type has characters that no header may have
         */
        public Body {
            HeaderSyntax.requireValue("Content-Type", mediaType);
        }
    }

    /**
     * A response's head.
     *
     * @param status the status code
     * @param uri where it comes from, for transports whose own client follows redirects
     * @param headers by name
     */
    record Response(int status, URI uri, Map<String, List<String>> headers) {}
}
