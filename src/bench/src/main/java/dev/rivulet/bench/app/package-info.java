/* SPDX-License-Identifier: Apache-2.0 */
/** The application under load: the same resource, once with Rivulet's broadcaster and once with the server's own. */
@NullMarked
package dev.rivulet.bench.app;

import org.jspecify.annotations.NullMarked;
