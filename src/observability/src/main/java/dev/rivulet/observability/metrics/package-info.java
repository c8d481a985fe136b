/* SPDX-License-Identifier: Apache-2.0 */
/** What the node counts: MicroProfile Metrics. */
@NullMarked
package dev.rivulet.observability.metrics;

import org.jspecify.annotations.NullMarked;
