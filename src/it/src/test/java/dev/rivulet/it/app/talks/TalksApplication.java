/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.talks;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything in the archive, below {@code api/}. */
@ApplicationPath("api")
public class TalksApplication extends Application {}
