/* SPDX-License-Identifier: Apache-2.0 */
/** The way from a publisher to a delivery: OpenTelemetry. */
@NullMarked
package dev.rivulet.observability.tracing;

import org.jspecify.annotations.NullMarked;
