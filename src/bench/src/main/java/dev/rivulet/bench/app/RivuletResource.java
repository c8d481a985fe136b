/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.app;

import dev.rivulet.server.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.sse.SseBroadcaster;

/** Rivulet's broadcaster. */
@Path("rivulet")
@ApplicationScoped
public class RivuletResource extends BroadcasterResource {

    @Inject
    @Channel("bench")
    SseBroadcaster broadcaster;

    @Override
    protected SseBroadcaster broadcaster() {
        return broadcaster;
    }
}
