/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import static dev.rivulet.it.browser.Browser.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.client.EventSource;
import dev.rivulet.client.ReadyState;
import dev.rivulet.it.browser.SamplesExtension;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.RawStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Thousands of sources in this virtual machine: what they take while they are open, and give back when they are closed. */
@ExtendWith(SamplesExtension.class)
class ManySourcesIT {

    private static final System.Logger LOG = System.getLogger(ManySourcesIT.class.getName());
    private static final int SOURCES = 2_000;
    private static final int FEW_THREADS = 10;
    private static final long ONE_MIB = 1 << 20;
    private static final Pattern SUBSCRIBERS = Pattern.compile("\"time\":(\\d+)");

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "sockets are counted in /proc")
    void twoThousandSourcesTakeFewThreadsAndGiveBackAll(App samples) {
        URI url = samples.root().resolve("api/time");
        hear(url, 50); // the classes stay
        awaitSubscribers(samples, 0);
        Usage before = Usage.now();

        List<EventSource> sources = new ArrayList<>();
        AtomicInteger heard = new AtomicInteger();
        open(sources, url, SOURCES, heard);
        awaitThat(() -> assertThat(heard).hasValueGreaterThanOrEqualTo(SOURCES));
        assertThat(sources).allMatch(source -> source.readyState() == ReadyState.OPEN);
        awaitSubscribers(samples, SOURCES);
        Usage open = Usage.now();
        assertThat(open.threads() - before.threads()).isLessThan(FEW_THREADS);
        assertThat(open.sockets() - before.sockets()).isGreaterThanOrEqualTo(SOURCES);

        sources.forEach(EventSource::close);

        assertThat(sources).allMatch(source -> source.readyState() == ReadyState.CLOSED);
        sources.clear();
        awaitSubscribers(samples, 0);
        awaitThat(() -> {
            Usage after = Usage.now();
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads());
            assertThat(after.sockets()).isLessThanOrEqualTo(before.sockets());
            assertThat(after.heap() - before.heap()).isLessThan(ONE_MIB);
            LOG.log(System.Logger.Level.INFO, "before {0}, open {1}, after {2}", before, open, after);
        });
    }

    private static void hear(URI url, int count) {
        List<EventSource> sources = new ArrayList<>();
        AtomicInteger heard = new AtomicInteger();
        open(sources, url, count, heard);
        awaitThat(() -> assertThat(heard).hasValueGreaterThanOrEqualTo(count));
        sources.forEach(EventSource::close);
        awaitThat(() -> assertThat(Usage.rivuletThreads()).isZero());
    }

    /** Counts each source at its first message. */
    private static void open(List<EventSource> sources, URI url, int count, AtomicInteger heard) {
        for (int i = 0; i < count; i++) {
            AtomicInteger own = new AtomicInteger();
            sources.add(EventSource.builder(url)
                    .onMessage(message -> {
                        if (own.getAndIncrement() == 0) {
                            heard.incrementAndGet();
                        }
                    })
                    .open());
        }
    }

    /** Waits until the server itself counts so many streams of the channel. */
    private static void awaitSubscribers(App samples, int count) {
        try (RawStream audience = samples.stream("api/events/channel")) {
            awaitThat(() -> {
                Matcher matcher = SUBSCRIBERS.matcher(audience.nextEvent().data());
                assertThat(matcher.find()).isTrue();
                assertThat(Integer.parseInt(matcher.group(1))).isEqualTo(count);
            });
        }
    }
}
