/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.Transport;
import jakarta.ws.rs.client.WebTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Map;

/**
 * Tells a response from what a client makes of half a one. {@code HttpURLConnection}, Jersey's default, and Apache's HTTP client
 * 4, RESTEasy's, take the end of the connection for the end of the head: what is left may be a status of two digits, or half a
 * media type, which would end the source for good. CXF may give one without any header for an exchange that has failed.
 */
final class BrokenHead {

    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 599;
    private static final int OK = 200;

    /** These have no body (RFC 9110, sections 15.3.5 and 15.4.5). */
    private static final List<Integer> BODILESS = List.of(204, 304);

    private BrokenHead() {}

    /** Whether the target's client may give half a head for a whole one. Both speak HTTP/1.1 only. */
    static boolean isPossibleWith(WebTarget target) {
        return UrlConnections.isUsedBy(target) || engineOfResteasy(target).contains(".ApacheHttpClient");
    }

    /** Asked by name, because RESTEasy need not be there; empty of other clients. */
    private static String engineOfResteasy(WebTarget target) {
        try {
            Object client = target.getClass().getMethod("getResteasyClient").invoke(target);
            return client.getClass()
                    .getMethod("httpEngine")
                    .invoke(client)
                    .getClass()
                    .getName();
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }

    /**
     * Gives the body back, unless the head must be one that was cut.
     *
     * @throws IOException if it was: a connection that broke, and worth another attempt
     */
    static InputStream check(Transport.Response head, InputStream body, boolean cutsHeads) throws IOException {
        if (head.status() < FIRST_STATUS || head.status() > LAST_STATUS) {
            throw new IOException("The connection ended within the response's head: no status is " + head.status());
        }
        Map<String, List<String>> headers = head.headers();
        if (!cutsHeads && !headers.isEmpty()) {
            return body;
        }
        boolean follows = Attempt.isRedirect(head.status()) && headers.containsKey("Location");
        boolean opens = head.status() == OK && Headers.mediaType(headers).equals(Headers.EVENT_STREAM);
        if (follows || opens || BODILESS.contains(head.status()) || has(headers, "Content-Length", "0")) {
            return body;
        }
        int first = body.read();
        if (first >= 0) {
            return new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) first}), body);
        }
        if (has(headers, "Transfer-Encoding", "chunked")) { // and its end has been read
            return body;
        }
        throw new IOException("The connection ended within the response's head, or right behind it, with status "
                + head.status() + " and no body");
    }

    private static boolean has(Map<String, List<String>> headers, String name, String value) {
        return Headers.first(headers, name).filter(value::equalsIgnoreCase).isPresent();
    }
}
