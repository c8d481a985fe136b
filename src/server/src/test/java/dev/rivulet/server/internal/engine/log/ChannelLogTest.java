/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(log.position(log.head())).hasToString("e-0");
        assertThat(log.read(0)).isNull();
        assertThat(log.hasDroppedAfter(0)).isFalse();
    }

    @Test
    void holdsWholeEventsWithTheirIds() {
        ChannelLog log = log(10, 1_000);
        assertThat(log.append(event("data: a\n"))).isEqualTo(1);
        assertThat(log.append(new EncodedEvent(bytes("data: b\n"), false, "mine")))
                .isEqualTo(2);
        assertThat(readFrom(log, 0)).isEqualTo("data: a\nid: e-1\n\ndata: b\nid: mine\n\n");
        assertThat(readFrom(log, 1)).isEqualTo("data: b\nid: mine\n\n");
        assertThat(log.read(2)).isNull();
    }

    @Test
    void oneReadGivesEverythingThatLiesSideBySide() {
        ChannelLog log = log(1_000, 1 << 20);
        for (int i = 0; i < 50; i++) {
            log.append(event("data: " + i + "\n"));
        }
        Batch batch = log.read(10);
        assertThat(batch).isNotNull();
        assertThat(batch.last()).isEqualTo(50);
    }

    @Test
    void oneReadGivesTheNewestEventsAlsoWhereTheyLieInTwoSegments() {
        ChannelLog log = log(10_000, 1 << 20);
        for (int i = 1; i <= 2_000; i++) {
            time.advance(Duration.ofNanos(1));
            log.append(new EncodedEvent(bytes("data: " + i + "\n"), i % 3 == 0, null));
            for (int from = Math.max(0, i - 100); from < i; from += 33) {
                Batch batch = Objects.requireNonNull(log.read(from));

                assertThat(batch.last()).isEqualTo(i);
                assertThat(batch.count()).isEqualTo(i - from);
                assertThat(batch.sequence(0)).isEqualTo(from + 1);
                assertThat(batch.isNamed(0)).isEqualTo((from + 1) % 3 == 0);
                assertThat(batch.appendedAt(batch.count() - 1) - batch.appendedAt(0))
                        .isEqualTo(batch.count() - 1);
                assertThat(batch.stamp(batch.count() - 1) - batch.stamp(0)).isEqualTo(batch.count() - 1);
                int id = batch.idLine(batch.count() - 1);
                assertThat(new String(batch.bytes(), id, batch.offset() + batch.length() - id, UTF_8))
                        .isEqualTo("id: e-" + i + "\n\n");
            }
        }
        assertThat(readFrom(log, 1_900))
                .isEqualTo(IntStream.rangeClosed(1_901, 2_000)
                        .mapToObj(i -> "data: " + i + "\nid: e-" + i + "\n\n")
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
        int size = "data: 1\nid: e-1\n\n".length();
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
        assertThat(readFrom(log, 2)).isEqualTo("data: 3\nid: e-3\n\n");
    }

    @Test
    void findsTheNewestEventWithAnId() {
        ChannelLog log = log(3, 1 << 20);
        log.append(new EncodedEvent(bytes("data: 1\n"), false, "gone"));
        log.append(new EncodedEvent(bytes("data: 2\n"), false, "twice"));
        log.append(new EncodedEvent(bytes("data: 3\n"), false, "twice"));
        log.append(event("data: 4\n"));
        assertThat(log.locate("twice")).contains(new Place(3, false));
        assertThat(log.locate("e-4")).contains(new Place(4, true));
        assertThat(log.locate("gone")).as("the newest that was dropped").contains(new Place(1, true));
        assertThat(log.locate("twic")).isEmpty();
        log.append(event("data: 5\n"));
        assertThat(log.locate("gone")).isEmpty();
        assertThat(log.locate("twice")).as("the older one was dropped last").contains(new Place(3, false));
        log.append(event("data: 6\n"));
        assertThat(log.locate("twice")).contains(new Place(3, true));
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
                all.add(body + "id: e-" + (all.size() + 1) + "\n\n");
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
            bytes += all.get(oldest - 2).length();
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
                    Batch batch = log.read(at);
                    if (batch != null) {
                        read.append(new String(batch.bytes(), batch.offset(), batch.length(), UTF_8));
                        at = batch.last();
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
                assertThat(blocks[i]).isEqualTo("data: " + writer + ' ' + next[writer]++ + "\nid: e-" + (i + 1));
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
        for (@Nullable Batch batch = log.read(at); batch != null; batch = log.read(at)) {
            read.append(new String(batch.bytes(), batch.offset(), batch.length(), UTF_8));
            at = batch.last();
        }
        return read.toString();
    }

    private static EncodedEvent event(String body) {
        return new EncodedEvent(bytes(body), false, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
