/* SPDX-License-Identifier: Apache-2.0 */
/** Opens the client's inside to its benchmarks. */
@NullMarked
package dev.rivulet.client.internal;

import org.jspecify.annotations.NullMarked;
