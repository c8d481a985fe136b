/* SPDX-License-Identifier: Apache-2.0 */
/** Whether the node lives, and whether it wants streams: MicroProfile Health. */
@NullMarked
package dev.rivulet.observability.health;

import org.jspecify.annotations.NullMarked;
