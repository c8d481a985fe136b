/* SPDX-License-Identifier: Apache-2.0 */
/** What makes the test application one with users, and with a policy on channels. */
package dev.rivulet.it.app.secured;
