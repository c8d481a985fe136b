/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    @Test
    void readsWhatItWrites() {
        Position position = new Position("k3f9a", 17);
        assertThat(position).hasToString("k3f9a-17");
        assertThat(Position.parse("k3f9a-17")).contains(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "a",
                "a-",
                "-1",
                "a-01",
                "a--1",
                "a-1 ",
                " a-1",
                "A-1",
                "a-1-2",
                "a-9999999999999999999",
                "a_b-1"
            })
    void anythingElseIsNoPosition(String id) {
        assertThat(Position.parse(id)).isEmpty();
    }

    @Test
    void refusesPartsThatCouldNotBeReadBack() {
        assertThatThrownBy(() -> new Position("A b", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A b");
        assertThatThrownBy(() -> new Position("a", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }
}
