/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

/**
 * How much an engine holds.
 *
 * @param ready whether it wants more streams
 * @param subscriptions those with a stream, and those about to get one
 * @param permits what they hold of everything that is limited, all together
 * @param channels how many there are
 */
public record EngineStatus(boolean ready, int subscriptions, int permits, int channels) {}
