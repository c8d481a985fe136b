/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.EndEvent;
import java.util.Map;
import java.util.Optional;

/** A channel has ended, by what the server says about it in JSON. */
record ChannelEnd(String channel, Outcome outcome, Optional<String> reason, String lastEventId) implements EndEvent {

    /** The end that the data tells of; empty if that is not Rivulet's, since any server may use the event's name. */
    static Optional<ChannelEnd> of(String data, String lastEventId) {
        return JsonMembers.of(data).flatMap(members -> of(members, lastEventId));
    }

    private static Optional<ChannelEnd> of(Map<String, Optional<String>> members, String lastEventId) {
        Optional<String> reason = string(members, "reason");
        if (reason.isEmpty() && members.containsKey("reason")) {
            return Optional.empty();
        }
        return string(members, "channel")
                .filter(name -> !name.isEmpty())
                .flatMap(name -> string(members, "outcome")
                        .flatMap(ChannelEnd::outcome)
                        .map(outcome -> new ChannelEnd(name, outcome, reason, lastEventId)));
    }

    private static Optional<Outcome> outcome(String text) {
        return switch (text) {
            case "ended" -> Optional.of(Outcome.ENDED);
            case "failed" -> Optional.of(Outcome.FAILED);
            default -> Optional.empty();
        };
    }

    private static Optional<String> string(Map<String, Optional<String>> members, String name) {
        return members.getOrDefault(name, Optional.empty());
    }
}
