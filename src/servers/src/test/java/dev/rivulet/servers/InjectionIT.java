/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.servers.support.AppServer;
import dev.rivulet.servers.support.AppServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application injects, inside the container, and what becomes of it. */
@ExtendWith(AppServers.class)
@Tag("ends")
class InjectionIT {

    private App probe;

    @BeforeEach
    void findProbe(AppServer server) {
        probe = server.app(AppServers.PROBE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event", "event-async", "event-in-transaction", "channel", "broadcaster", "channels"})
    void everyWayToPublishReachesTheStream(String way) {
        try (RawStream stream = open()) {
            probe.post("api/injected/" + way, "ACME");

            assertThat(stream.nextEvent().data()).isEqualTo("{\"amount\":12.5,\"symbol\":\"ACME\"}");
        }
    }

    @Test
    void eventOfATransactionThatRollsBackIsNotSent() {
        try (RawStream stream = open()) {
            probe.post("api/injected/event-rolled-back", "ACME");

            assertThat(stream.nextEvent().data()).isEqualTo("rolled back");
        }
    }

    private RawStream open() {
        RawStream stream = probe.stream("api/injected");
        assertThat(stream.status()).isEqualTo(200);
        stream.opening();
        return stream;
    }
}
