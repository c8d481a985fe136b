/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What all subscriptions of an engine have in common.
 *
 * @param liveness how their streams are kept alive
 * @param retryMillis draws the {@code retry:} of a stream
 * @param clock the wall's, by which tokens expire
 * @param meter counts what they do
 * @param errors is told of faults
 * @param lifetime how long each lasts at most
 */
public record StreamContext(
        Liveness liveness,
        LongSupplier retryMillis,
        InstantSource clock,
        Meter meter,
        ErrorHandler errors,
        Lifetime lifetime) {

    /**
     * Those of streams that last for as long as their clients like.
     *
     * @param liveness how their streams are kept alive
     * @param retryMillis draws the {@code retry:} of a stream
     * @param clock the wall's, by which tokens expire
     * @param meter counts what they do
     * @param errors is told of faults
     */
    public StreamContext(
            Liveness liveness, LongSupplier retryMillis, InstantSource clock, Meter meter, ErrorHandler errors) {
        this(liveness, retryMillis, clock, meter, errors, Lifetime.ENDLESS);
    }
}
