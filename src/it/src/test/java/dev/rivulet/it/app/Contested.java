/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

/** What {@link Objector} refuses. */
public record Contested() {}
