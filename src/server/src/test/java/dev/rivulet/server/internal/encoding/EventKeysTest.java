/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rivulet.server.EventKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a key may be marked. */
class EventKeysTest {

    /** Marks it for all that implement it. */
    interface Keyed {
        @EventKey
        String symbol();
    }

    /** Has parameters, so that its implementations have bridges. */
    interface KeyedBy<K> {
        @EventKey
        K key();
    }

    /** Only some of its records say more. */
    sealed interface Quote extends Keyed permits Bid, Ask {}

    record Bid(String symbol, long amount) implements Quote {}

    record Ask(String symbol, long amount) implements Quote {}

    record Component(@EventKey String symbol, long amount) {}

    record WrittenOut(@EventKey String symbol) {
        @Override
        public String symbol() {
            return "the " + symbol;
        }
    }

    record Bridged(String key) implements KeyedBy<String> {}

    record BridgedAndMarked(@EventKey String key) implements KeyedBy<String> {}

    record Accessor(String symbol) {
        @EventKey
        @Override
        public String symbol() {
            return "the " + symbol;
        }
    }

    static class OfAField {
        @EventKey
        private final String symbol;

        OfAField(String symbol) {
            this.symbol = symbol;
        }

        public String getSymbol() {
            return "the getter's " + symbol;
        }
    }

    static class OfAGetter {
        private final String symbol = "ACME";

        @EventKey
        public String getSymbol() {
            return symbol;
        }
    }

    static class InheritsAField extends OfAField {
        InheritsAField() {
            super("inherited");
        }
    }

    static class InheritsAGetter extends OfAGetter {}

    /** Marks it for its subclasses. */
    abstract static class Base {
        @EventKey
        public String key() {
            return "base";
        }
    }

    static class Overriding extends Base {
        @Override
        public String key() {
            return "overridden";
        }
    }

    /** As CDI and JPA make of a class. */
    static class Proxy extends Overriding {
        @Override
        public String key() {
            return super.key() + " by a proxy";
        }
    }

    static class Nearer extends Base {
        @EventKey
        public String own() {
            return "own";
        }
    }

    @Test
    void recordsComponentIsTheKey() {
        assertThat(EventKeys.of(new Component("ACME", 1))).isEqualTo("ACME");
    }

    @Test
    void recordsComponentWithAnAccessorOfItsOwnIsTheKey() {
        assertThat(EventKeys.of(new WrittenOut("ACME"))).isEqualTo("the ACME");
    }

    @Test
    void recordsAccessorIsTheKey() {
        assertThat(EventKeys.of(new Accessor("ACME"))).isEqualTo("the ACME");
    }

    @Test
    void fieldIsTheKeyOfItsClassAndOfSubclasses() {
        assertThat(EventKeys.of(new OfAField("ACME"))).isEqualTo("ACME");
        assertThat(EventKeys.of(new InheritsAField())).isEqualTo("inherited");
    }

    @Test
    void getterIsTheKeyOfItsClassAndOfSubclasses() {
        assertThat(EventKeys.of(new OfAGetter())).isEqualTo("ACME");
        assertThat(EventKeys.of(new InheritsAGetter())).isEqualTo("ACME");
    }

    @Test
    void methodOfAnInterfaceIsTheKeyOfItsImplementations() {
        assertThat(EventKeys.of(new Bid("ACME", 1))).isEqualTo("ACME");
        assertThat(EventKeys.of(new Ask("ACME", 2))).isEqualTo("ACME");
        Keyed lambda = () -> "made up";
        assertThat(EventKeys.of(lambda)).isEqualTo("made up");
    }

    @Test
    void bridgesOfAGenericInterfaceAreNoSecondKey() {
        assertThat(EventKeys.of(new Bridged("ACME"))).isEqualTo("ACME");
        assertThat(EventKeys.of(new BridgedAndMarked("ACME"))).isEqualTo("ACME");
    }

    @Test
    void methodOfASuperclassIsTheKeyOfItsSubclasses() {
        assertThat(EventKeys.of(new Overriding())).isEqualTo("overridden");
        assertThat(EventKeys.of(new Proxy())).isEqualTo("overridden by a proxy");
    }

    @Test
    void nearestCounts() {
        assertThat(EventKeys.of(new Nearer())).isEqualTo("own");
    }

    @Test
    void classWithoutAKeyHasNone() {
        assertThat(EventKeys.of("text")).isNull();
        assertThat(EventKeys.isIn(String.class)).isFalse();
    }

    static class Two {
        @EventKey
        public String one() {
            return "one";
        }

        @EventKey
        public String other() {
            return "other";
        }
    }

    static class OfBoth implements Keyed, KeyedBy<String> {
        @Override
        public String symbol() {
            return "symbol";
        }

        @Override
        public String key() {
            return "key";
        }
    }

    static class Hidden {
        @EventKey
        String key() {
            return "hidden";
        }
    }

    static class Nothing {
        @EventKey
        public void key() {}
    }

    static class Static {
        @EventKey
        public static String key() {
            return "static";
        }
    }

    static class FieldAndGetter {
        @EventKey
        private final String symbol = "field";

        @EventKey
        public String getSymbol() {
            return symbol;
        }
    }

    static class StaticField {
        @EventKey
        static final String SYMBOL = "static";
    }

    record RecordsStaticField(String symbol) {
        @EventKey
        static final String SYMBOL = "static";
    }

    record TwoComponents(@EventKey String one, @EventKey String other) {}

    @ParameterizedTest
    @ValueSource(
            classes = {
                Two.class,
                OfBoth.class,
                Hidden.class,
                Nothing.class,
                Static.class,
                FieldAndGetter.class,
                StaticField.class,
                RecordsStaticField.class,
                TwoComponents.class
            })
    void whatCannotBeAKeyIsRefusedByItsName(Class<?> type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventKeys.isIn(type))
                .withMessageContaining(type.getSimpleName());
    }
}
