/* SPDX-License-Identifier: Apache-2.0 */
/** Where the container meets the rest: start and stop, observers, producers. */
@NullMarked
package dev.rivulet.server.internal.cdi;

import org.jspecify.annotations.NullMarked;
