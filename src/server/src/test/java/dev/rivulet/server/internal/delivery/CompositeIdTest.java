/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompositeIdTest {

    @Test
    void namesEveryChannelsPosition() {
        CompositeId id = new CompositeId().with("a.b", new Position("x", 1)).with("c", new Position("y", 2));
        assertThat(id).hasToString("a.b=x-1,c=y-2");
        assertThat(CompositeId.select(id.toString(), "a.b")).isEqualTo("x-1");
        assertThat(CompositeId.select(id.toString(), "c")).isEqualTo("y-2");
        assertThat(CompositeId.select(id.toString(), "b")).isEqualTo(id.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x-1", "a=x", "a=x-1,", ",a=x-1", "a=x-1,b", "a=x-1;b=y-1", "=x-1", "a=X-1", "a=x-1,a b=x-1"
            })
    void anIdThatIsNotCompositeIsEveryChannels(String id) {
        assertThat(CompositeId.select(id, "a")).isEqualTo(id);
    }

    @Test
    void readsAnIdOfAnyLength() {
        String id = "a=x-1,".repeat(200_000) + "b=y-7";
        assertThat(CompositeId.select(id, "b")).isEqualTo("y-7");
        assertThat(CompositeId.select(id + ",", "b")).isEqualTo(id + ",");
    }
}
