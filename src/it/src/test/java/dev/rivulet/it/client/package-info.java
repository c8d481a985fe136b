/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Rivulet's {@code EventSource} against real servers, and beside a real browser's. What runs those comes from
 * {@link dev.rivulet.it.browser} and {@link dev.rivulet.it.support}.
 */
package dev.rivulet.it.client;
