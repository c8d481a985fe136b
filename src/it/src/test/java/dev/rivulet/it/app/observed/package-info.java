/* SPDX-License-Identifier: Apache-2.0 */
/** What the tests of observability add to the application: the ready-made resource, a way to retire, and spans to look at. */
package dev.rivulet.it.app.observed;
