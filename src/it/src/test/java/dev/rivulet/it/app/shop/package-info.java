/* SPDX-License-Identifier: Apache-2.0 */
/** An application of a stranger's: it knows Rivulet from its guide, and imports nothing but the API. */
package dev.rivulet.it.app.shop;
