/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.engine.log.Budgeted;

/** The events of a quiet channel, which are made smaller by waking it. One thread's. */
final class RestingLog implements Budgeted {

    private final KnownChannels channels;
    private final String name;
    private long takes;

    RestingLog(KnownChannels channels, String name, QuietChannel quiet) {
        this.channels = channels;
        this.name = name;
        this.takes = quiet.remains().takes();
    }

    @Override
    public long takes() {
        return takes;
    }

    @Override
    public void trim(long bytes, boolean newestToo) {
        LiveChannel live = channels.wake(name);
        if (live == null) {
            takes = 0; // forgotten meanwhile
        } else {
            live.log().trim(bytes, newestToo);
            takes = live.log().takes();
        }
    }
}
