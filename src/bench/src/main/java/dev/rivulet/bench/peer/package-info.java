/* SPDX-License-Identifier: Apache-2.0 */
/** The servers that are measured, each started by the bench itself in a process of its own. */
@NullMarked
package dev.rivulet.bench.peer;

import org.jspecify.annotations.NullMarked;
