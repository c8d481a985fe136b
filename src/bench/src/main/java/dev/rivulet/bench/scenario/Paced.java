/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.load.Load;
import dev.rivulet.bench.load.Publisher;
import dev.rivulet.bench.load.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Events at a pace to streams that are open. An event's time is when it was due: a server that holds the publisher up does not
 * look the faster for it.
 */
final class Paced {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Load load;
    private final Publisher publisher;
    private final String path;
    private final long first;
    private long refused;
    private long sent;

    Paced(Load load, Publisher publisher, String path, long first) {
        this.load = load;
        this.publisher = publisher;
        this.path = path;
        this.first = first;
    }

    /** Publishes for that long, and waits for the last deliveries, though not for ever. */
    Received run(int rate, Duration length, int subscribers) {
        long count = rate * length.toMillis() / 1_000;
        long start = System.nanoTime();
        try {
            for (sent = 0;
                    sent < count
                            && System.nanoTime() - start < length.plus(GRACE).toNanos();
                    sent++) {
                long due = start + sent * 1_000_000_000L / rate;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                refused += publisher.publish(path, first + sent, 1, due) ? 0 : 1;
            }
        } catch (IOException e) { // the server answers no more, so that what is left does not reach it
            refused += count - sent;
        }
        load.awaitEvents(count * subscribers, GRACE);
        return load.received();
    }

    long refused() {
        return refused;
    }
}
