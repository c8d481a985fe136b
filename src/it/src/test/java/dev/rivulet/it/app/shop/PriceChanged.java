/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

/**
 * Fired.
 *
 * @param articleName of what
 * @param newPrice in cents
 */
public record PriceChanged(String articleName, int newPrice) {}
