/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.SubscriptionRefusedException;
import jakarta.json.Json;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a request is refused, as the exception that answers it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public final class Problem {

    private static final int SHOWN_NAME = 128;

    private Problem() {}

    /**
     * 400: the request makes no sense.
     *
     * @param detail a sentence for its author
     * @return what to throw
     */
    public static WebApplicationException badRequest(String detail) {
        return new BadRequestException(response(Response.Status.BAD_REQUEST, detail, Optional.empty()));
    }

    /**
     * 401: the caller is not who he says he is.
     *
     * @param detail a sentence for its author
     * @return what to throw
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2">RFC 9110, section 15.5.2, 401 Unauthorized</a>
     */
    public static WebApplicationException unauthorized(String detail) {
        return new NotAuthorizedException(
                Response.fromResponse(response(Response.Status.UNAUTHORIZED, detail, Optional.empty()))
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                        .build());
    }

    /**
     * 401: only a user can have this, and there is none.
     *
     * @param detail a sentence for its author
     * @return what to throw
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1: no error code where there were no
     *     credentials</a>
     */
    static WebApplicationException unauthenticated(String detail) {
        return new NotAuthorizedException(
                Response.fromResponse(response(Response.Status.UNAUTHORIZED, detail, Optional.empty()))
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build());
    }

    /**
     * 403: the caller may not.
     *
     * @param detail a sentence for its author
     * @return what to throw
     */
    public static WebApplicationException forbidden(String detail) {
        return new ForbiddenException(response(Response.Status.FORBIDDEN, detail, Optional.empty()));
    }

    /**
     * 404: there is nothing of that name.
     *
     * @param detail a sentence for its author
     * @return what to throw
     */
    public static WebApplicationException notFound(String detail) {
        return new NotFoundException(response(Response.Status.NOT_FOUND, detail, Optional.empty()));
    }

    /**
     * 409: what is asked for does not fit how things stand.
     *
     * @param detail a sentence for its author
     * @return what to throw
     */
    static WebApplicationException conflict(String detail) {
        return new ClientErrorException(response(Response.Status.CONFLICT, detail, Optional.empty()));
    }

    /**
     * 429: the caller has too much of something.
     *
     * @param detail a sentence for its author
     * @param retryAfter when to try again
     * @return what to throw
     */
    public static WebApplicationException tooMany(String detail, Duration retryAfter) {
        return new ClientErrorException(response(Response.Status.TOO_MANY_REQUESTS, detail, Optional.of(retryAfter)));
    }

    /**
     * 503: the node cannot now.
     *
     * @param detail a sentence for its author
     * @param retryAfter when to try again
     * @return what to throw
     */
    public static WebApplicationException unavailable(String detail, Duration retryAfter) {
        return new ServiceUnavailableException(
                response(Response.Status.SERVICE_UNAVAILABLE, detail, Optional.of(retryAfter)));
    }

    /**
     * A stream was refused: 400 or 429 where that is for the client to mend, 204 where nothing more comes, else 503.
     *
     * @param refused says why
     * @return what to throw
     */
    static WebApplicationException of(SubscriptionRefusedException refused) {
        Response.Status status = switch (refused.reason()) {
            case NOTHING_MORE -> Response.Status.NO_CONTENT;
            case LAST_EVENT_ID_LIMIT -> Response.Status.BAD_REQUEST;
            case PRINCIPAL_LIMIT, ADDRESS_LIMIT -> Response.Status.TOO_MANY_REQUESTS;
            case NODE_LIMIT, CHANNEL_LIMIT, STOPPING -> Response.Status.SERVICE_UNAVAILABLE;
        };
        return status == Response.Status.NO_CONTENT
                ? new WebApplicationException(nothingMore())
                : of(response(status, String.valueOf(refused.getMessage()), refused.retryAfter()));
    }

    /**
     * A channel too many: 503 where it is the node that has too many, and 429 where it is the caller.
     *
     * @param refused says so
     * @return what to throw
     */
    static WebApplicationException of(ChannelLimitException refused) {
        Response.Status status = switch (refused.reason()) {
            case NODE_LIMIT -> Response.Status.SERVICE_UNAVAILABLE;
            case PRINCIPAL_LIMIT, RATE_LIMIT -> Response.Status.TOO_MANY_REQUESTS;
        };
        return of(response(status, String.valueOf(refused.getMessage()), refused.retryAfter()));
    }

    /** As the exception that its status has. */
    private static WebApplicationException of(Response response) {
        return switch (response.getStatusInfo().toEnum()) {
            case BAD_REQUEST -> new BadRequestException(response);
            case SERVICE_UNAVAILABLE -> new ServiceUnavailableException(response);
            default -> new ClientErrorException(response);
        };
    }

    /**
     * A name from outside, short enough to be repeated.
     *
     * @param name any text
     * @return the name in quotation marks
     */
    public static String shown(String name) {
        return '"' + (name.length() <= SHOWN_NAME ? name : name.substring(0, SHOWN_NAME) + "...") + '"';
    }

    /** An {@code EventSource} is told by it not to come back; nobody else's next answer. */
    private static Response nothingMore() {
        return Response.noContent()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response response(Response.Status status, String detail, Optional<Duration> retryAfter) {
        String body = Json.createObjectBuilder()
                .add("title", status.getReasonPhrase())
                .add("status", status.getStatusCode())
                .add("detail", detail)
                .build()
                .toString();
        Response.ResponseBuilder response =
                Response.status(status).type("application/problem+json").entity(body);
        retryAfter.ifPresent(delay -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, delay.toSeconds())));
        return response.build();
    }
}
