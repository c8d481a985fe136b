/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.EventChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.junit.jupiter.api.Test;

/** What a bean of a passivating scope holds. */
class ChannelReferenceTest {

    private static final ChannelName PRICES = ChannelName.of("prices");

    @Test
    void whatComesBackFromPassivationKnowsItsName() throws Exception {
        EventChannel back = (EventChannel) passivated(new ChannelReference(PRICES, null));
        assertThat(back.name()).isEqualTo(PRICES);
        assertThat(back).hasToString("channel prices");
    }

    @Test
    void aBroadcasterDoesToo() throws Exception {
        assertThat(passivated(new BroadcasterReference(new ChannelReference(PRICES, null))))
                .hasToString("broadcaster of channel prices");
    }

    @SuppressWarnings("BanSerializableRead") // of what was written here
    private static Object passivated(Serializable held) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(held);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
