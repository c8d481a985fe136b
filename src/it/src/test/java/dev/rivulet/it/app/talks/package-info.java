/* SPDX-License-Identifier: Apache-2.0 */
/** What makes a test application one in which a test begins channels, publishes what it likes on them, and ends them. */
package dev.rivulet.it.app.talks;
