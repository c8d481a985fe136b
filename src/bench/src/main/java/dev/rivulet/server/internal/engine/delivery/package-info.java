/* SPDX-License-Identifier: Apache-2.0 */
/** Opens the delivery loop to its benchmark. */
@NullMarked
package dev.rivulet.server.internal.engine.delivery;

import org.jspecify.annotations.NullMarked;
