/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.ChannelResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;

/** Streams, positions and the list of the channels that {@link PublicChannels} lets everybody have. */
@Path("channels")
@ApplicationScoped
public class ReadyMade extends ChannelResource {}
