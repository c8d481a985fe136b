/* SPDX-License-Identifier: Apache-2.0 */
/** A long job that tells how far it is, and whose whole story is there for a page that comes late. */
package dev.rivulet.samples.jobs;
