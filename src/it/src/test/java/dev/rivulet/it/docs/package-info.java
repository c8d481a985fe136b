/* SPDX-License-Identifier: Apache-2.0 */

/** The documentation's code: that it compiles, and does what its page says. */
package dev.rivulet.it.docs;
