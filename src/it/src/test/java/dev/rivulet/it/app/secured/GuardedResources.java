/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.secured;

import jakarta.ws.rs.ext.Provider;
import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;

/** Has Jersey honour {@code @RolesAllowed}. */
@Provider
public class GuardedResources extends RolesAllowedDynamicFeature {}
