/* SPDX-License-Identifier: Apache-2.0 */
/** One process's worth of subscribers and publishers, which every server gets alike. */
@NullMarked
package dev.rivulet.bench.load;

import org.jspecify.annotations.NullMarked;
