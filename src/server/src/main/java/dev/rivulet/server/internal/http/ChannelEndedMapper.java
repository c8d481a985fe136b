/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelEndedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers a request whose resource method published to a channel that had ended. */
final class ChannelEndedMapper implements ExceptionMapper<ChannelEndedException> {

    @Override
    public Response toResponse(ChannelEndedException refused) {
        return Problem.conflict(String.valueOf(refused.getMessage())).getResponse();
    }
}
