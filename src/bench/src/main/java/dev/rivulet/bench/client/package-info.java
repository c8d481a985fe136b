/* SPDX-License-Identifier: Apache-2.0 */
/** Clients beside each other: whole sources, and their parsers alone. */
@NullMarked
package dev.rivulet.bench.client;

import org.jspecify.annotations.NullMarked;
