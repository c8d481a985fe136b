/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

/**
 * Where an id stands in a log.
 *
 * @param sequence the sequence of the event with that id
 * @param certain false where another event that is held has the same id, so that a client may have the older one only
 */
record Place(long sequence, boolean certain) {}
