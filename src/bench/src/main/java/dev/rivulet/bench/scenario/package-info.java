/* SPDX-License-Identifier: Apache-2.0 */
/** What is measured. */
@NullMarked
package dev.rivulet.bench.scenario;

import org.jspecify.annotations.NullMarked;
