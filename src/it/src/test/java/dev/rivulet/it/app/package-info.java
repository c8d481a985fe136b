/* SPDX-License-Identifier: Apache-2.0 */
/** What a user would write, in as many ways as there are doors and mistakes: the application that the tests deploy. */
package dev.rivulet.it.app;
