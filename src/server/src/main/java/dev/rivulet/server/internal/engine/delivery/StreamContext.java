/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.util.function.LongSupplier;

/**
 * What all subscriptions of an engine have in common.
 *
 * @param liveness how their streams are kept alive
 * @param retryMillis draws the {@code retry:} of a stream
 * @param meter counts what they do
 * @param errors is told of faults
 */
public record StreamContext(Liveness liveness, LongSupplier retryMillis, Meter meter, ErrorHandler errors) {}
