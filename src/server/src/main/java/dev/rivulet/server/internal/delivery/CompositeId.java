/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import dev.rivulet.server.Position;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id on a stream of several channels: {@code name=position} for each of them, separated by commas. */
final class CompositeId {

    private static final Pattern COMPOSITE =
            Pattern.compile("[A-Za-z0-9._~:-]+=[a-z0-9]+-[0-9]+" + "(?:,[A-Za-z0-9._~:-]+=[a-z0-9]+-[0-9]+)*+");

    private final StringBuilder id = new StringBuilder();

    CompositeId with(String channel, Position position) {
        if (id.length() > 0) {
            id.append(',');
        }
        id.append(channel).append('=').append(position);
        return this;
    }

    @Override
    public String toString() {
        return id.toString();
    }

    /** What a client's last event id says about one channel: its part of a composite id, or an id that is none. */
    static Optional<String> select(String lastEventId, String channel) {
        if (!COMPOSITE.matcher(lastEventId).matches()) {
            return Optional.of(lastEventId);
        }
        Matcher part =
                Pattern.compile("(?:^|,)" + Pattern.quote(channel) + "=([^,]+)").matcher(lastEventId);
        return part.find() ? Optional.of(part.group(1)) : Optional.empty();
    }
}
