/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Has {@link GzipFilter} compress the response. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
public @interface Gzipped {}
