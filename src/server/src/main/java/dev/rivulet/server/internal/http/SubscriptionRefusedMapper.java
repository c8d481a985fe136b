/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.SubscriptionRefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers a request whose resource method wanted a stream that it could not have. */
final class SubscriptionRefusedMapper implements ExceptionMapper<SubscriptionRefusedException> {

    @Override
    public Response toResponse(SubscriptionRefusedException refused) {
        return Problem.of(refused).getResponse();
    }
}
