/* SPDX-License-Identifier: Apache-2.0 */
/** What the TCK needs to know of the server and of the client under test. */
package dev.rivulet.tck;
