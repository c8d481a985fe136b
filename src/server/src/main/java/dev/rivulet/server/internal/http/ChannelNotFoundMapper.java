/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelNotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers a request whose resource method wanted a channel that does not exist. */
final class ChannelNotFoundMapper implements ExceptionMapper<ChannelNotFoundException> {

    @Override
    public Response toResponse(ChannelNotFoundException refused) {
        return Problem.notFound(String.valueOf(refused.getMessage())).getResponse();
    }
}
