/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Serves the streams under {@code /api}. */
@ApplicationPath("api")
public class BenchApplication extends Application {}
