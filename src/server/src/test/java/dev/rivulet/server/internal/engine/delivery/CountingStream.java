/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A client that takes everything at once, and counts the events by the # in each. */
final class CountingStream implements EventStream {

    final AtomicLong events = new AtomicLong();
    final AtomicInteger closed = new AtomicInteger();
    final Set<Thread> writers = ConcurrentHashMap.newKeySet();

    @Override
    public void start(StreamOwner owner) {
        owner.ready();
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        writers.add(Thread.currentThread());
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '#') {
                events.incrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    @Override
    public void abort() {
        close();
    }
}
