/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.spi.EventTrace;
import dev.rivulet.server.spi.EventTracer;
import dev.rivulet.server.spi.NodeObserver;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What the application is told, on a thread that is the test's. */
class AnnouncerTest {

    private final List<Runnable> queued = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    @Test
    void everyTickHasALookUnlessOneIsUnderWay() {
        Announcer announcer = observed(queued::add, () -> seen.add("looked"));
        announcer.tick();
        announcer.tick();
        assertThat(queued).hasSize(1);
        queued.remove(0).run();
        announcer.tick();
        queued.remove(0).run();
        assertThat(seen).containsExactly("looked", "looked");
    }

    @Test
    void oneThatFailsKeepsNoOtherFromLookingNorItselfFromLookingAgain() {
        Announcer announcer = observed(
                Runnable::run,
                () -> {
                    seen.add("failed");
                    throw new IllegalStateException("a bug");
                },
                () -> seen.add("looked"));
        announcer.tick();
        announcer.tick();
        assertThat(seen).containsExactly("failed", "looked", "failed", "looked");
    }

    @Test
    void aTickThatIsRefusedIsNotTheLast() {
        boolean[] full = {true};
        Announcer announcer = observed(
                task -> {
                    if (full[0]) {
                        throw new RejectedExecutionException();
                    }
                    task.run();
                },
                () -> seen.add("looked"));
        announcer.tick();
        full[0] = false;
        announcer.tick();
        assertThat(seen).containsExactly("looked");
    }

    @Test
    void aTracerThatFailsHasNothingFollowed() {
        assertThat(tracing(channel -> {
                            throw new IllegalStateException("a bug");
                        })
                        .published("prices"))
                .isEmpty();
        EventTrace trace = (position, written) -> {};
        assertThat(tracing(channel -> channel.equals("prices") ? Optional.of(trace) : Optional.empty())
                        .published("prices"))
                .containsSame(trace);
    }

    @Test
    void whateverAListenerThrowsTheNextIsTold() {
        Announcer announcer = new Announcer(
                event -> seen.add(event.toString()),
                Runnable::run,
                Optional.empty(),
                List.of(),
                Runnable::run,
                InstantSource.system());
        announcer.run(() -> {
            throw new IllegalStateException("a bug");
        });
        announcer.run(() -> {
            throw new NoClassDefFoundError("an older library");
        });
        announcer.announce("next");
        assertThat(seen).containsExactly("next");
    }

    @Test
    void anObserverOrATracerThatFailsWithAnErrorHarmsNothing() {
        Announcer announcer = observed(
                Runnable::run,
                () -> {
                    throw new NoClassDefFoundError("an older library");
                },
                () -> seen.add("looked"));
        announcer.tick();
        announcer.tick();
        assertThat(seen).containsExactly("looked", "looked");
        assertThat(tracing(channel -> {
                            throw new NoClassDefFoundError("an older library");
                        })
                        .published("prices"))
                .isEmpty();
    }

    @Test
    void whereNoThreadCanBeStartedNothingIsThrownAndTheNextTickLooksAgain() {
        boolean[] exhausted = {true};
        Announcer announcer = observed(
                task -> {
                    if (exhausted[0]) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    task.run();
                },
                () -> seen.add("looked"));
        announcer.tick();
        announcer.announce("lost");
        exhausted[0] = false;
        announcer.tick();
        assertThat(seen).containsExactly("looked");
    }

    private static Announcer observed(Executor executor, NodeObserver... observers) {
        return new Announcer(
                event -> {}, executor, Optional.empty(), List.of(observers), executor, InstantSource.system());
    }

    private static Announcer tracing(EventTracer tracer) {
        return new Announcer(
                event -> {}, Runnable::run, Optional.of(tracer), List.of(), Runnable::run, InstantSource.system());
    }
}
