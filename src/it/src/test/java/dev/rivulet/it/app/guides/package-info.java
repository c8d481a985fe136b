/* SPDX-License-Identifier: Apache-2.0 */

/** What the documentation's examples leave to their reader: users, and somebody who calls their beans. */
package dev.rivulet.it.app.guides;
