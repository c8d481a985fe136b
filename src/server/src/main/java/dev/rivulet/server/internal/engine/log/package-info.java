/* SPDX-License-Identifier: Apache-2.0 */
/** A channel's log: the bounded tail of wire bytes, and the cursors that read it. */
@NullMarked
package dev.rivulet.server.internal.engine.log;

import org.jspecify.annotations.NullMarked;
