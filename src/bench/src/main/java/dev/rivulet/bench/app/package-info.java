/* SPDX-License-Identifier: Apache-2.0 */
/** The application under load: the same resource, once with Rivulet's channels and once with the broadcaster of the server's own. */
@NullMarked
package dev.rivulet.bench.app;

import org.jspecify.annotations.NullMarked;
