/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.orders;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * What the form says: text, so that whatever was typed can be told back.
 *
 * @param item what to order
 * @param quantity how many of it
 */
public record NewOrder(
        @NotNull @Pattern(regexp = "Coffee|Tea|Water", message = "must be Coffee, Tea or Water")
        String item,

        @NotNull @Pattern(regexp = "[1-9]\\d{0,3}", message = "must be a whole number from 1 to 9999")
        String quantity) {}
