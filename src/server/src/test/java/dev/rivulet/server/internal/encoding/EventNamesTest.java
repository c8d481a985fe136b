/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rivulet.server.EventName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a name may stand. */
class EventNamesTest {

    @EventName("quote")
    sealed interface Quote permits Bid, Ask {}

    record Bid(long amount) implements Quote {}

    @EventName("ask")
    record Ask(long amount) implements Quote {}

    @EventName("base")
    static class Base {}

    static class Derived extends Base implements Other {}

    @EventName("other")
    interface Other {}

    @EventName("special")
    interface Special extends Other {}

    static class OfBoth implements Other, Special {}

    @EventName("third")
    interface Third {}

    static class Undecided implements Other, Third {}

    @EventName("rivulet:gap")
    record Forged() {}

    @EventName("")
    record Empty() {}

    @EventName("a\nb")
    record Broken() {}

    @Test
    void interfacesNameTheirImplementations() {
        assertThat(EventNames.of(Bid.class)).isEqualTo("quote");
    }

    @Test
    void ownNameCountsBeforeAnInheritedOne() {
        assertThat(EventNames.of(Ask.class)).isEqualTo("ask");
    }

    @Test
    void superclassCountsBeforeAnInterface() {
        assertThat(EventNames.of(Derived.class)).isEqualTo("base");
    }

    @Test
    void interfaceThatExtendsAnotherCountsBeforeIt() {
        assertThat(EventNames.of(OfBoth.class)).isEqualTo("special");
    }

    @Test
    void namesThatContradictEachOtherAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventNames.of(Undecided.class))
                .withMessageContaining("Undecided")
                .withMessageContaining("Other")
                .withMessageContaining("Third");
    }

    @Test
    void classWithoutANameHasNone() {
        assertThat(EventNames.of(String.class)).isNull();
    }

    @ParameterizedTest
    @ValueSource(classes = {Forged.class, Empty.class, Broken.class})
    void nameThatCannotBeSentIsFoundWithoutAnEvent(Class<?> type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadType.isMarked(type))
                .withMessageContaining("@EventName of " + type.getName());
    }
}
