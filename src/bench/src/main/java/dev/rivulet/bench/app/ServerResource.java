/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The broadcaster of the server's JAX-RS implementation: Jersey's on Payara. */
@Path("server")
@ApplicationScoped
public class ServerResource extends BroadcasterResource {

    @Context
    @Nullable
    Sse sse;

    private @Nullable SseBroadcaster broadcaster;

    @Override
    protected synchronized SseBroadcaster broadcaster() {
        if (broadcaster == null) {
            broadcaster = Objects.requireNonNull(sse).newBroadcaster();
        }
        return broadcaster;
    }
}
