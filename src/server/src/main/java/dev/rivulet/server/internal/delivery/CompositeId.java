/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import dev.rivulet.server.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id on a stream of several channels: {@code name=position} for each of them, separated by commas. */
final class CompositeId {

    private static final Pattern PART = Pattern.compile("([A-Za-z0-9._~:-]++)=([a-z0-9]++-[0-9]++)");

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

    /**
     * What a client's last event id says about one channel: its part of a composite id, or else the whole id, which may be
     * the application's own and only look like one.
     */
    static String select(String lastEventId, String channel) {
        String selected = lastEventId;
        for (String text : lastEventId.split(",", -1)) {
            Matcher part = PART.matcher(text);
            if (!part.matches()) {
                return lastEventId;
            }
            if (part.group(1).equals(channel)) {
                selected = part.group(2);
            }
        }
        return selected;
    }
}
