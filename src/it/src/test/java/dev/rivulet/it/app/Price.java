/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

/**
 * A payload without a name.
 *
 * @param symbol of what
 * @param amount how much
 */
public record Price(String symbol, double amount) {}
