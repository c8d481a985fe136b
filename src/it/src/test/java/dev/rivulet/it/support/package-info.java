/* SPDX-License-Identifier: Apache-2.0 */
/** What the tests look through: clients that see every byte, and servers as processes. */
package dev.rivulet.it.support;
