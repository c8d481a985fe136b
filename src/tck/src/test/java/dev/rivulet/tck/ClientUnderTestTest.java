/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.client.SseEventSourceBuilder;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.sse.SseEventSource;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class ClientUnderTestTest {

    @Test
    void theServiceFileChoosesRivuletsEventSourceOverJerseys() {
        assertThat(ServiceLoader.load(SseEventSource.Builder.class))
                .map(Object::getClass)
                .map(Class::getName)
                .containsExactly(
                        SseEventSourceBuilder.class.getName(),
                        "org.glassfish.jersey.media.sse.JerseySseEventSourceBuilder");

        try (Client client = ClientBuilder.newClient()) {
            assertThat(SseEventSource.target(client.target("http://localhost/")).build())
                    .isInstanceOf(new SseEventSourceBuilder()
                            .target(client.target("http://localhost/"))
                            .build()
                            .getClass());
        }
    }
}
