/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelLogTest {

    private static final Duration AGE = Duration.ofMinutes(10);

    private final FakeTime time = new FakeTime();

    @Test
    void anEmptyLogHasNothingToRead() {
        ChannelLog log = log(10, 1_000);
        assertThat(log.head()).isZero();
        assertThat(log.oldestPosition()).isEmpty();
        assertThat(log.position()).hasToString("n-0");
        assertThat(log.read(0, 0)).isNull();
        assertThat(log.hasDroppedAfter(0)).isFalse();
    }

    @Test
    void holdsWholeEventsWithTheirIds() {
        ChannelLog log = log(10, 1_000);
        assertThat(log.append(event("data: a\n"))).isEqualTo(1);
        assertThat(log.append(new EncodedEvent(bytes("data: b\n"), false, "mine")))
                .isEqualTo(2);
        assertThat(readFrom(log, 0)).isEqualTo("data: a\nid: n-1\n\ndata: b\nid: mine\n\n");
        assertThat(readFrom(log, 1)).isEqualTo("data: b\nid: mine\n\n");
        assertThat(log.read(2, 2)).isNull();
    }

    @Test
    void oneReadGivesEverythingThatLiesSideBySide() {
        ChannelLog log = log(1_000, 1 << 20);
        for (int i = 0; i < 50; i++) {
            log.append(event("data: " + i + "\n"));
        }
        Slice slice = log.read(10, 10);
        assertThat(slice).isNotNull();
        assertThat(last(slice)).isEqualTo(50);
    }

    @Test
    void oneReadGivesTheNewestEventsAlsoWhereTheyLieInTwoSegments() {
        ChannelLog log = log(10_000, 1 << 20);
        for (int i = 1; i <= 2_000; i++) {
            time.advance(Duration.ofNanos(1));
            log.append(new EncodedEvent(bytes("data: " + i + "\n"), i % 3 == 0, null));
            for (int from = Math.max(0, i - 100); from < i; from += 33) {
                Slice slice = Objects.requireNonNull(log.read(from, from));

                assertThat(last(slice)).isEqualTo(i);
                assertThat(slice.count()).isEqualTo(i - from);
                assertThat(slice.sequence(0)).isEqualTo(from + 1);
                assertThat(slice.appendedAt(slice.count() - 1) - slice.appendedAt(0))
                        .isEqualTo(slice.count() - 1);
                assertThat(slice.stamp(slice.count() - 1) - slice.stamp(0)).isEqualTo(slice.count() - 1);
                ByteArrayOutputStream merged = new ByteArrayOutputStream();
                slice.mergeTo(merged, 0, true);
                assertThat(merged.toString(UTF_8))
                        .isEqualTo((from % 3 == 2 ? "" : "event: e\n") + "data: " + (from + 1) + "\nid: n-" + (from + 1)
                                + "\n\n");
                assertThat(text(slice)).endsWith("data: " + i + "\nid: n-" + i + "\n\n");
            }
        }
        assertThat(readFrom(log, 1_900))
                .isEqualTo(IntStream.rangeClosed(1_901, 2_000)
                        .mapToObj(i -> "data: " + i + "\nid: n-" + i + "\n\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void dropsTheOldestBeyondTheCount() {
        ChannelLog log = log(3, 1_000_000);
        for (int i = 1; i <= 5; i++) {
            log.append(event("data: " + i + "\n"));
        }
        assertThat(log.oldest()).isEqualTo(3);
        assertThat(log.hasDroppedAfter(1)).isTrue();
        assertThat(log.hasDroppedAfter(2)).isFalse();
        assertThat(readFrom(log, 2)).startsWith("data: 3\n").contains("data: 5\n");
    }

    @Test
    void dropsTheOldestBeyondTheBytes() {
        int size = "data: 1\nid: n-1\n\n".length() + Segment.SLOT;
        ChannelLog log = log(1_000, 3L * size);
        for (int i = 1; i <= 5; i++) {
            log.append(event("data: " + i + "\n"));
        }
        assertThat(log.oldest()).isEqualTo(3);
    }

    @Test
    void keepsTheNewestEventWhateverItsSize() {
        ChannelLog log = log(1_000, 10);
        log.append(event("data: small\n"));
        log.append(event("data: " + "x".repeat(200_000) + "\n"));
        assertThat(log.oldest()).isEqualTo(2);
        assertThat(readFrom(log, 1)).hasSizeGreaterThan(200_000);
    }

    @Test
    void dropsWhatIsTooOldWhenAskedTo() {
        ChannelLog log = log(1_000, 1 << 20);
        log.append(event("data: 1\n"));
        time.advance(AGE.dividedBy(2));
        log.append(event("data: 2\n"));
        time.advance(AGE.dividedBy(2).plusMillis(1));
        log.expire();
        assertThat(log.oldest()).isEqualTo(2);
        time.advance(AGE);
        log.expire();
        assertThat(log.oldestPosition()).isEmpty();
        assertThat(log.head()).isEqualTo(2);
        assertThat(log.append(event("data: 3\n"))).isEqualTo(3);
        assertThat(readFrom(log, 2)).isEqualTo("data: 3\nid: n-3\n\n");
    }

    @Test
    void findsTheNewestEventWithAnId() {
        ChannelLog log = log(3, 1 << 20);
        log.append(new EncodedEvent(bytes("data: 1\n"), false, "gone"));
        log.append(new EncodedEvent(bytes("data: 2\n"), false, "twice"));
        log.append(new EncodedEvent(bytes("data: 3\n"), false, "twice"));
        log.append(event("data: 4\n"));
        assertThat(log.startAfter("twice")).isEqualTo(new Start(3, 3, true));
        assertThat(log.startAfter("n-4")).isEqualTo(new Start(4, 4, false));
        assertThat(log.startAfter("gone")).as("the newest that was dropped").isEqualTo(new Start(1, 1, false));
        assertThat(log.startAfter("twic")).isEqualTo(new Start(4, 4, true));
        log.append(event("data: 5\n"));
        assertThat(log.startAfter("gone")).isEqualTo(new Start(5, 5, true));
        assertThat(log.startAfter("twice")).as("the older one was dropped last").isEqualTo(new Start(3, 3, true));
        log.append(event("data: 6\n"));
        assertThat(log.startAfter("twice")).isEqualTo(new Start(3, 3, false));
    }

    /** Against a list that holds everything: whatever is read is the list's, and dropped only what is out of bounds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithAPlainList(long seed) {
        Random random = new Random(seed);
        int events = 1 + random.nextInt(50);
        long maxBytes = 1L + random.nextInt(20_000);
        ChannelLog log = log(events, maxBytes);
        List<String> all = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            if (random.nextInt(10) == 0) {
                time.advance(Duration.ofSeconds(random.nextInt(120)));
                log.expire();
            } else {
                String body = "data: " + "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 9_000 : 60)) + "\n";
                log.append(event(body));
                all.add(body + "id: n-" + (all.size() + 1) + "\n\n");
                times.add(time.getAsLong());
            }
            int oldest = expectedOldest(all, times, events, maxBytes);
            assertThat(log.oldest()).isEqualTo(oldest);
            assertThat(readFrom(log, oldest - 1L)).isEqualTo(String.join("", all.subList(oldest - 1, all.size())));
        }
    }

    private int expectedOldest(List<String> all, List<Long> times, int events, long maxBytes) {
        long bytes = 0;
        int oldest = all.size() + 1;
        while (oldest > 1 && time.getAsLong() - times.get(oldest - 2) <= AGE.toNanos()) {
            bytes += all.get(oldest - 2).length() + Segment.SLOT;
            boolean newest = oldest == all.size() + 1;
            if (!newest && (all.size() - oldest + 2 > events || bytes > maxBytes)) {
                break;
            }
            oldest--;
        }
        return oldest;
    }

    @Test
    void readersSeeEveryEventInOrderWhileOthersAppend() throws Exception {
        int perWriter = 20_000;
        int writers = 2;
        ChannelLog log = log(Integer.MAX_VALUE, Long.MAX_VALUE);
        ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        try {
            AtomicInteger finished = new AtomicInteger();
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < perWriter; i++) {
                        log.append(event("data: " + writer + ' ' + i + "\n"));
                    }
                    finished.incrementAndGet();
                }));
            }
            Callable<String> reader = () -> {
                StringBuilder read = new StringBuilder();
                long at = 0;
                while (at < (long) writers * perWriter) {
                    Slice slice = log.read(at, at);
                    if (slice != null) {
                        read.append(text(slice));
                        at = last(slice);
                    }
                }
                return read.toString();
            };
            Future<String> first = threads.submit(reader);
            Future<String> second = threads.submit(reader);
            String seen = first.get();
            assertThat(seen).isEqualTo(second.get());
            for (Future<?> writer : running) {
                writer.get();
            }
            assertThat(finished).hasValue(writers);
            int[] next = new int[writers];
            String[] blocks = seen.split("\n\n");
            assertThat(blocks).hasSize(writers * perWriter);
            for (int i = 0; i < blocks.length; i++) {
                int writer = blocks[i].charAt("data: ".length()) - '0';
                assertThat(blocks[i]).isEqualTo("data: " + writer + ' ' + next[writer]++ + "\nid: n-" + (i + 1));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private ChannelLog log(int events, long bytes) {
        return new SegmentedLog("e", new NodeOrder("n"), new History(events, bytes, AGE), time);
    }

    private static String readFrom(ChannelLog log, long sequence) {
        StringBuilder read = new StringBuilder();
        long at = sequence;
        for (@Nullable Slice slice = log.read(at, at); slice != null; slice = log.read(at, at)) {
            read.append(text(slice));
            at = last(slice);
        }
        return read.toString();
    }

    private static long last(Slice slice) {
        return slice.sequence(slice.count() - 1);
    }

    private static String text(Slice slice) {
        Batch batch = slice.batch();
        return new String(batch.bytes(), batch.offset(), batch.length(), UTF_8);
    }

    private static EncodedEvent event(String body) {
        return new EncodedEvent(bytes(body), false, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
