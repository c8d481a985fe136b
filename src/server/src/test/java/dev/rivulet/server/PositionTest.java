/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    @ParameterizedTest
    @ValueSource(strings = {"k3f9a-17", "0-0", "a-9", "z-10", "zyxwvutsrqponmlkjihgfedcba987654-999999999999999999"})
    void readsWhatItWrites(String id) {
        Position position = Position.parse(id).orElseThrow();
        assertThat(position).hasToString(id).isEqualTo(Position.of(position.epoch(), position.stamp()));
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
                "a-00",
                "a--1",
                "a-1 ",
                " a-1",
                "A-1",
                "a-1-2",
                "a-9999999999999999999",
                "a-1000000000000000000",
                "a-\u0661",
                "\u00e9-1",
                "a_b-1",
                "zyxwvutsrqponmlkjihgfedcba9876543-1"
            })
    void anythingElseIsNoPosition(String id) {
        assertThat(Position.parse(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A b", "a-b", "zyxwvutsrqponmlkjihgfedcba9876543"})
    void refusesAnEpochThatCouldNotBeReadBack(String epoch) {
        assertThatThrownBy(() -> Position.of(epoch, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining('"' + epoch + '"');
    }

    @Test
    void refusesANegativeStamp() {
        Position position = Position.of("a", 1);
        assertThatThrownBy(() -> Position.of("a", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> position.at(-2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-2");
    }

    @Test
    void isAValue() {
        Position position = Position.of("a", 7);
        assertThat(position)
                .isEqualTo(Position.of("a", 9).at(7))
                .hasSameHashCodeAs(Position.of("a", 7))
                .isNotEqualTo(Position.of("a", 8))
                .isNotEqualTo(Position.of("b", 7))
                .isNotEqualTo("a-7");
    }

    @Test
    void hasAnOrderWithinItsEpochOnly() {
        Position seven = Position.of("a", 7);
        Position eight = Position.of("a", 8);
        assertThat(eight.isAfter(seven)).isTrue();
        assertThat(seven.isAfter(eight)).isFalse();
        assertThat(seven.isAfter(Position.of("a", 7))).isFalse();
        assertThat(Position.of("b", 8).isAfter(seven)).isFalse();
        assertThat(seven.isAfter(Position.of("b", 8))).isFalse();
    }
}
