/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.Position;
import dev.rivulet.server.internal.engine.delivery.Client;
import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.engine.log.From;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** An engine that the test turns by hand, with a clock that it moves, and clients that it reads. */
final class TurnedEngine {

    static final Client CLIENT =
            new Client(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty());

    final FakeTime time = new FakeTime();
    final List<Throwable> faults = new ArrayList<>();
    String lastForgotten = "";
    final Engine engine;

    TurnedEngine(TestSettings settings, String... kept) {
        engine = Engine.builder(settings.build())
                .clock(time)
                .epochs(() -> "n")
                .kept(Set.of(kept))
                .onForgotten(name -> lastForgotten = name)
                .random(new Random(3))
                .errors((what, fault) -> faults.add(fault))
                .build();
    }

    TurnedClient open(From from, String... channels) {
        return open(from, StreamForm.PLAIN, channels);
    }

    TurnedClient open(From from, StreamForm form, String... channels) {
        TurnedClient client = new TurnedClient(this);
        Subscription subscription =
                engine.open(CLIENT, Stream.of(channels).map(engine::channel).toList(), from, form, client);
        client.connect(subscription);
        return client;
    }

    Position publish(String channel, String data) {
        Position position = engine.channel(channel).publish(event(data));
        turn();
        return position;
    }

    static EncodedEvent event(String data) {
        return new EncodedEvent(("data: " + data + '\n').getBytes(UTF_8), false, null);
    }

    void advance(Duration by) {
        time.advance(by);
        turn();
    }

    void turn() {
        while (engine.turn()) {
            // more to do
        }
    }
}
