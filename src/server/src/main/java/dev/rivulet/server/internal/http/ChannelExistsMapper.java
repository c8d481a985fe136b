/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelExistsException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers a request whose resource method began a channel that exists. */
final class ChannelExistsMapper implements ExceptionMapper<ChannelExistsException> {

    @Override
    public Response toResponse(ChannelExistsException refused) {
        return Problem.conflict(String.valueOf(refused.getMessage())).getResponse();
    }
}
