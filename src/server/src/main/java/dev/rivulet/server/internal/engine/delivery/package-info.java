/* SPDX-License-Identifier: Apache-2.0 */
/** Subscriptions, and the loops that own them and move their cursors towards the head of the log. */
@NullMarked
package dev.rivulet.server.internal.engine.delivery;

import org.jspecify.annotations.NullMarked;
