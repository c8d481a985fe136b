/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How many streams there may be, and how a refusal reads. Apart from channels, which know nothing of HTTP.
 */
@NullMarked
package dev.rivulet.server.internal.access;

import org.jspecify.annotations.NullMarked;
