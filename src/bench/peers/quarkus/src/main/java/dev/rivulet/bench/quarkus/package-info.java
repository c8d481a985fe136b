/* SPDX-License-Identifier: Apache-2.0 */
/** A peer: Quarkus REST's SseBroadcaster. */
@NullMarked
package dev.rivulet.bench.quarkus;

import org.jspecify.annotations.NullMarked;
