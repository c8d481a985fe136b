/* SPDX-License-Identifier: Apache-2.0 */
/** What a user of Rivulet writes: one class for each idea, each on a path of its own below {@code /api}. */
package dev.rivulet.samples;
