/* SPDX-License-Identifier: Apache-2.0 */
/** What beginners write. */
package dev.rivulet.it.app.mistakes;
