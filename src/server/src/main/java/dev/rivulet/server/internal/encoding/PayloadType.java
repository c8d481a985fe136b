/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import dev.rivulet.server.ServerSentEvent;

/** What a payload's class says of its events. */
public final class PayloadType {

    private PayloadType() {}

    /**
     * Whether it says anything: then it is meant for a channel.
     *
     * @param type the class
     * @return true if it has, or inherits, an {@code @EventName} or an {@code @EventKey}
     * @throws IllegalArgumentException if what it says cannot be
     */
    public static boolean isMarked(Class<?> type) {
        String name = EventNames.of(type);
        if (name != null) {
            requireName(type, name);
        }
        return EventKeys.isIn(type) || name != null;
    }

    private static void requireName(Class<?> type, String name) {
        try {
            ServerSentEvent.named(name, "");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("@EventName of " + type.getName() + ": " + e.getMessage(), e);
        }
    }
}
