/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

/**
 * What has become of channels since the engine was built.
 *
 * @param begun finite channels that have begun
 * @param ended those of them that have ended as they should
 * @param failed those that have failed
 * @param abandoned actions that were run because a finite channel's readers had left
 * @param forgotten channels of either kind that have been forgotten
 * @param lingering finite channels that have ended and can still be read, at this moment
 */
public record LifeCounts(long begun, long ended, long failed, long abandoned, long forgotten, long lingering) {}
