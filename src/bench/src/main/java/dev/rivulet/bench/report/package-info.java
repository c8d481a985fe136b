/* SPDX-License-Identifier: Apache-2.0 */
/** What was measured, and how it is told. */
@NullMarked
package dev.rivulet.bench.report;

import org.jspecify.annotations.NullMarked;
