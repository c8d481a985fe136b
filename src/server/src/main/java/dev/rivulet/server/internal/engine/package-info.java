/* SPDX-License-Identifier: Apache-2.0 */
/** The engine's one door: channels to publish on, subscriptions to open, and the node's end. Knows no container. */
@NullMarked
package dev.rivulet.server.internal.engine;

import org.jspecify.annotations.NullMarked;
