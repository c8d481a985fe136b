/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The samples, the README's example and {@code EventSource} itself, in a real browser. Servers as processes and what they
 * deploy come from {@link dev.rivulet.it.support}.
 */
package dev.rivulet.it.browser;
