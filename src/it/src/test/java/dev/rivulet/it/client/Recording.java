/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import dev.rivulet.client.ReadyState;
import dev.rivulet.it.support.ReceivedEvent;
import java.util.List;

/** What an {@code EventSource} has told its listeners, the source's own events among the messages. */
interface Recording extends AutoCloseable {

    /** The type of entries that are the source's own; no message can have it. Their data is the state, as in the browser. */
    String OWN = "\r";

    /** All of it so far, in order. */
    List<ReceivedEvent> entries();

    /** Closes the source. */
    @Override
    void close();

    /** The messages alone. */
    default List<ReceivedEvent> messages() {
        return Recordings.messages(entries());
    }

    /** How often the source has been opened. */
    default long opened() {
        return entries().stream().filter(open()::equals).count();
    }

    /** Whether the source is closed for good. */
    default boolean isOver() {
        return entries().contains(error(ReadyState.CLOSED));
    }

    /** The entry of an {@code open} event. */
    static ReceivedEvent open() {
        return new ReceivedEvent(OWN, "open " + ReadyState.OPEN, "");
    }

    /** The entry of an {@code error} event. */
    static ReceivedEvent error(ReadyState state) {
        return new ReceivedEvent(OWN, "error " + state, "");
    }
}
