/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

/** A finite channel cannot begin, since there is a channel of its name. */
public final class BeginException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    BeginException(String channel, String why) {
        super("Channel " + channel + " cannot begin: " + why);
    }
}
