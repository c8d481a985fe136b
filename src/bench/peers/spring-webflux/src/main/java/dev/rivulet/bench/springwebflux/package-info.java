/* SPDX-License-Identifier: Apache-2.0 */
/** A peer: Spring WebFlux on Netty. */
@NullMarked
package dev.rivulet.bench.springwebflux;

import org.jspecify.annotations.NullMarked;
