/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import dev.rivulet.server.ChannelResource;
import jakarta.ws.rs.Path;

/** The ready-made resource, for channels that clients name. */
@Path("events")
public class Events extends ChannelResource {}
