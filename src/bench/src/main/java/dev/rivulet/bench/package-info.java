/* SPDX-License-Identifier: Apache-2.0 */
/** Measures Rivulet against what its users would pick instead, in one run on one machine. */
@NullMarked
package dev.rivulet.bench;

import org.jspecify.annotations.NullMarked;
