/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.util.concurrent.Executor;

/**
 * Where calls of sinks run, which may block: apart, so that streams can be ended while all who send are stuck.
 *
 * @param sends sends through sinks, and closes those
 * @param closes closes the sinks of streams that do not go through them
 * @param beginnings the streams that wait for their container
 */
public record SinkThreads(Executor sends, Executor closes, Beginnings beginnings) {

    /**
     * Threads, and no stream yet.
     *
     * @param sends sends through sinks, and closes those
     * @param closes closes the sinks of streams that do not go through them
     */
    public SinkThreads(Executor sends, Executor closes) {
        this(sends, closes, new Beginnings(System::nanoTime, sends));
    }
}
