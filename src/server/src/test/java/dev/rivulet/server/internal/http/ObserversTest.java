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

/** Observers whose thread is the test's. */
class ObserversTest {

    private final List<Runnable> queued = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    @Test
    void everyTickHasALookUnlessOneIsUnderWay() {
        Observers observers = observers(queued::add, () -> seen.add("looked"));
        observers.tick();
        observers.tick();
        assertThat(queued).hasSize(1);
        queued.remove(0).run();
        observers.tick();
        queued.remove(0).run();
        assertThat(seen).containsExactly("looked", "looked");
    }

    @Test
    void oneThatFailsKeepsNoOtherFromLookingNorItselfFromLookingAgain() {
        Observers observers = observers(
                Runnable::run,
                () -> {
                    seen.add("failed");
                    throw new IllegalStateException("a bug");
                },
                () -> seen.add("looked"));
        observers.tick();
        observers.tick();
        assertThat(seen).containsExactly("failed", "looked", "failed", "looked");
    }

    @Test
    void aTickThatIsRefusedIsNotTheLast() {
        boolean[] full = {true};
        Observers observers = observers(
                task -> {
                    if (full[0]) {
                        throw new RejectedExecutionException();
                    }
                    task.run();
                },
                () -> seen.add("looked"));
        observers.tick();
        full[0] = false;
        observers.tick();
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

    private static Observers observers(Executor executor, NodeObserver... observers) {
        return new Observers(Optional.empty(), List.of(observers), executor, InstantSource.system());
    }

    private static Observers tracing(EventTracer tracer) {
        return new Observers(Optional.of(tracer), List.of(), Runnable::run, InstantSource.system());
    }
}
