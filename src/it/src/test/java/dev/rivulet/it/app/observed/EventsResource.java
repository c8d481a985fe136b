/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.observed;

import dev.rivulet.server.ChannelResource;
import jakarta.ws.rs.Path;

/** The ready-made resource. */
@Path("events")
public class EventsResource extends ChannelResource {}
