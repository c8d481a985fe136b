/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who may have what: policy, other origins, limits, and how a refusal reads. Apart from channels, so that what guards them
 * can be read in one place.
 */
@NullMarked
package dev.rivulet.server.internal.access;

import org.jspecify.annotations.NullMarked;
