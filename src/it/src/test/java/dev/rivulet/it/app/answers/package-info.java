/* SPDX-License-Identifier: Apache-2.0 */
/** Answers that begin with a request, are read by any number of others, and end. */
package dev.rivulet.it.app.answers;
