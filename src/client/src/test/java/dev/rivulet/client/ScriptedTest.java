/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** A server and a clock that do what the test says, and sources that end with it. */
abstract class ScriptedTest {

    final ScriptedServer server = new ScriptedServer();
    final FakeTime time = new FakeTime();
    private final List<AutoCloseable> resources = new ArrayList<>(List.of(server));

    @AfterEach
    void closeResources() throws Exception {
        for (int i = resources.size() - 1; i >= 0; i--) {
            resources.get(i).close();
        }
    }

    <C extends AutoCloseable> C closing(C resource) {
        resources.add(resource);
        return resource;
    }

    Recorder open(Way way) {
        return open(way, builder -> builder);
    }

    Recorder open(Way way, UnaryOperator<EventSourceBuilder> settings) {
        return open(way, server.uri("/events"), settings);
    }

    Recorder open(Way way, URI uri, UnaryOperator<EventSourceBuilder> settings) {
        Recorder recorder = Recorder.open(settings.apply(builder(way, uri)));
        closing(recorder.source());
        return recorder;
    }

    EventSourceBuilder builder(Way way, URI uri) {
        return way.to(uri).timing(time).random(new LargestRandom()).reconnectionFloor(Duration.ZERO);
    }

    /** A source whose first stream is open, and the hand on that. */
    ScriptedExchange accept(Recorder recorder) {
        ScriptedExchange exchange = server.next().stream();
        recorder.opened();
        return exchange;
    }
}
