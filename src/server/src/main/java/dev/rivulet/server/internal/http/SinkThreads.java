/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.util.concurrent.Executor;

/**
 * Where calls run that may block: apart, so that other streams can be ended while all who write are stuck.
 *
 * @param sends writes to blocking streams, and ends them
 * @param closes ends the other streams
 * @param beginnings the streams that wait for their container
 */
public record SinkThreads(Executor sends, Executor closes, Beginnings beginnings) {

    /**
     * Threads, and no stream yet.
     *
     * @param sends writes to blocking streams, and ends them
     * @param closes ends the other streams
     */
    public SinkThreads(Executor sends, Executor closes) {
        this(sends, closes, new Beginnings(System::nanoTime, sends));
    }
}
