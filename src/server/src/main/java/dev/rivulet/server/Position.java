/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an event stands in its channel. On the wire it is the event's id, {@code <epoch>-<sequence>}, and so what a client
 * sends back as {@code Last-Event-ID}; the position of the newest event is what a page that loads state first passes as
 * {@code lastEventId} when it subscribes. On a stream of several channels it is the event's place among the events of all
 * channels of the node, whose epoch is none of theirs.
 *
 * @param epoch one incarnation of the channel's log, 1 to 32 characters out of {@code a-z 0-9}; two epochs have no common
 *     order
 * @param sequence the event's number in that incarnation, from 1; 0 stands before the first event
 */
public record Position(String epoch, long sequence) {

    private static final Pattern EPOCH = Pattern.compile("[a-z0-9]{1,32}");
    private static final Pattern WIRE = Pattern.compile("([a-z0-9]{1,32})-(0|[1-9][0-9]{0,17})");

    /**
     * Checks both parts.
     *
     * @param epoch the log's incarnation
     * @param sequence the event's number in it
     * @throws IllegalArgumentException if the epoch has other characters or the sequence is negative
     */
    public Position {
        if (!EPOCH.matcher(epoch).matches()) {
            throw new IllegalArgumentException("Epoch \"" + epoch + "\" is not 1 to 32 characters out of a-z 0-9");
        }
        if (sequence < 0) {
            throw new IllegalArgumentException("Sequence " + sequence + " is negative");
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @param id an event id
     * @return the position, or empty where the id is not one (an application's own id, or nonsense)
     */
    public static Optional<Position> parse(String id) {
        Matcher matcher = WIRE.matcher(id);
        return matcher.matches()
                ? Optional.of(new Position(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /**
     * The event id.
     *
     * @return {@code <epoch>-<sequence>}
     */
    @Override
    public String toString() {
        return epoch + '-' + sequence;
    }
}
