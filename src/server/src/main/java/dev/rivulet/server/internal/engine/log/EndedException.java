/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

/** A finite channel takes no event, since it has ended. */
public final class EndedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /**
     * One of them.
     *
     * @param channel its name
     */
    public EndedException(String channel) {
        super("Channel " + channel + " has ended: it takes no event any more");
    }
}
