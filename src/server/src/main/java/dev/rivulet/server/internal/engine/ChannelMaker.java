/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.engine.delivery.ChannelFeeds;
import dev.rivulet.server.internal.engine.delivery.ChannelMeter;
import dev.rivulet.server.internal.engine.delivery.DeliveryLoops;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.CompactedLog;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.LogBudget;
import dev.rivulet.server.internal.engine.log.LogOrigin;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.Remains;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Makes a name's log, as the settings say, and what feeds its readers. */
record ChannelMaker(
        Settings settings,
        NodeOrder order,
        LogMaker logs,
        LongSupplier nanoTime,
        DeliveryLoops loops,
        LogBudget budget) {

    /** An ordinary channel that goes on where another has stopped. */
    LiveChannel ordinary(String name, Remains remains, ChannelMeter meter, long lastUsed) {
        ChannelLog log = log(name, settings.historyOf(name), new LogOrigin(false, remains, budget));
        ChannelFeeds feeds = loops.feeds(log, settings.slowReadersOf(name), meter, lastUsed);
        return new LiveChannel(log, feeds, Optional.empty());
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** A finite channel at its beginning. */
    LiveChannel finite(String name, Remains remains) {
        ChannelLog log = log(name, settings.historyOfFinite(name), new LogOrigin(true, remains, budget));
        return new LiveChannel(log, loops.feeds(log, settings.slowReadersOf(name)), Optional.of(new Ending(nanoTime)));
    }

    private ChannelLog log(String name, History history, LogOrigin origin) {
        return settings.isCompacted(name)
                ? new CompactedLog(name, order, history, nanoTime, origin)
                : logs.log(name, order, history, nanoTime, origin);
    }
}
