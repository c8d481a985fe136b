/* SPDX-License-Identifier: Apache-2.0 */
/** Answers that are written word by word, read by any number of tabs from the first word, and stopped on request. */
package dev.rivulet.samples.answers;
