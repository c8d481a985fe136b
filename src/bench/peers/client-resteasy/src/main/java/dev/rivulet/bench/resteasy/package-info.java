/* SPDX-License-Identifier: Apache-2.0 */
/** A peer: RESTEasy's client. */
@NullMarked
package dev.rivulet.bench.resteasy;

import org.jspecify.annotations.NullMarked;
