/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Plain JAX-RS: the server finds the resources by itself. */
@ApplicationPath("api")
public class SamplesApplication extends Application {}
