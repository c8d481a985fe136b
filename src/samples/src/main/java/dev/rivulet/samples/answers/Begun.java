/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.answers;

import dev.rivulet.server.EventName;

/**
 * The first event of an answer, and what a client is told that asked for no stream. Sent as JSON.
 *
 * @param id where to read it again, below {@code api/answers}
 * @param question that it answers
 */
@EventName("begun")
public record Begun(String id, String question) {}
