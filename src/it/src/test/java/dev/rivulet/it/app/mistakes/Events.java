/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.mistakes;

import dev.rivulet.server.ChannelResource;
import jakarta.ws.rs.Path;

/** Without a policy. */
@Path("events")
public class Events extends ChannelResource {}
