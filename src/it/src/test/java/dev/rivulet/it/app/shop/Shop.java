/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Gives the resources their path; JAX-RS finds them by scanning. */
@ApplicationPath("api")
public class Shop extends Application {}
