/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.LogOrigin;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import java.util.function.LongSupplier;

/** Makes an order's logs; a test's may have faults. */
@FunctionalInterface
interface LogMaker {

    /** A log of every event. */
    ChannelLog log(String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin);
}
