/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.ResponsePolicy;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * What JAX-RS makes of a response that is not 200.
 *
 * @see <a href="https://jakarta.ee/specifications/restful-ws/3.1/jakarta-restful-ws-spec-3.1#sse_client_api">Jakarta
 *     REST 3.1, section 9.2, Client API</a>
 */
public final class JaxRsResponses {

    /** What opens a source, ends it, or is tried again. */
    public static final ResponsePolicy POLICY = (status, headers) -> switch (status) {
        case 200 -> ResponsePolicy.Decision.OPEN;
        case 503 -> RetryAfter.of(headers).map(ResponsePolicy.Decision::retry).orElse(ResponsePolicy.Decision.FAIL);
        default -> ResponsePolicy.Decision.FAIL;
    };

    private JaxRsResponses() {}

    /** What went wrong; nothing, where the server has said that there is nothing more. */
    static Optional<Throwable> failure(SourceError event) {
        if (event.cause().isPresent() || event.isRegularEnd()) {
            return event.cause();
        }
        return event.status().stream()
                .mapToObj(status -> (Throwable) exception(status, event))
                .findFirst();
    }

    private static WebApplicationException exception(int status, SourceError event) {
        Response.ResponseBuilder response = Response.status(status);
        event.headers().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        event.problem().ifPresent(response::entity);
        return new WebApplicationException(response.build());
    }
}
