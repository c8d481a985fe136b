/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import jakarta.ws.rs.core.Response;

/**
 * Why a request failed, in the words that a client can show.
 *
 * @param title the status's name
 * @param status the HTTP status
 * @param detail the reason
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public record Problem(String title, int status, String detail) {

    public static Response response(Response.Status status, String detail) {
        return Response.status(status)
                .type("application/problem+json")
                .entity(new Problem(status.getReasonPhrase(), status.getStatusCode(), detail))
                .build();
    }
}
