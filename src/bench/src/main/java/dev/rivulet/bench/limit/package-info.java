/* SPDX-License-Identifier: Apache-2.0 */
/** What the machine can do at most: the same bytes on the same sockets, and nothing else. */
@NullMarked
package dev.rivulet.bench.limit;

import org.jspecify.annotations.NullMarked;
