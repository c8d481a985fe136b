/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.answers;

import dev.rivulet.server.ChannelResource;
import jakarta.ws.rs.Path;

/** Answers by the names that clients give. */
@Path("answer-streams")
public class AnswerStreams extends ChannelResource {}
