/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.util.random.RandomGenerator;

/** What a source has of the world: threads, time and chance. */
public record Environment(SerialExecutor serial, Timing timing, RandomGenerator random) {}
