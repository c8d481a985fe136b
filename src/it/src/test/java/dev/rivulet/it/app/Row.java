/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import java.util.List;

/**
 * What only {@link CsvWriter} can write.
 *
 * @param cells from left to right
 */
public record Row(List<String> cells) {}
