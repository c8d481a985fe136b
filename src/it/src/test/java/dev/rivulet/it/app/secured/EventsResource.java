/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.secured;

import dev.rivulet.server.ChannelResource;
import jakarta.ws.rs.Path;

/** The ready-made resource, as an application declares it. */
@Path("events")
public class EventsResource extends ChannelResource {}
