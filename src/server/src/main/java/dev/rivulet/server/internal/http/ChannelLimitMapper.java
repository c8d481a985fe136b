/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelLimitException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers a request whose resource method wanted a channel too many. */
final class ChannelLimitMapper implements ExceptionMapper<ChannelLimitException> {

    @Override
    public Response toResponse(ChannelLimitException refused) {
        return Problem.of(refused).getResponse();
    }
}
