/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.ServerSentEvent;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.core.GenericType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found at deployment is what JSON-B cannot read, and nothing else. */
class HiddenTypesTest {

    record PackagePrivate(String text) {}

    private record Private(String text) {}

    static class Bean {
        public String getText() {
            return "text";
        }
    }

    abstract static class Base {
        public String getText() {
            return "text";
        }
    }

    enum Hue {
        RED
    }

    /** Has one as a property. */
    public record Holder(PackagePrivate held) {}

    /** Has several. */
    public record ListHolder(List<Private> held) {}

    /** Has one behind a getter. */
    public static final class Getter {
        /** The property. */
        public Bean getBean() {
            return new Bean();
        }
    }

    /** Has one as its superclass. */
    public static final class Derived extends Base {}

    /** Is one of two. */
    public sealed interface Choice permits Visible, Invisible {}

    /** May be written. */
    public record Visible(String text, Hue hue) implements Choice {}

    record Invisible(String text) implements Choice {}

    /** Knows itself. */
    public record Node(String text, List<Node> children, Map<String, Node> byName) {}

    static class Outer {
        /** Is public itself, which is enough. */
        public record Inner(String text) {}
    }

    static Stream<Object> unreadable() {
        record Local(String text) {}
        return Stream.of(
                new PackagePrivate("a"),
                new Private("a"),
                new Local("a"),
                new Bean(),
                new Holder(new PackagePrivate("a")),
                new ListHolder(List.of(new Private("a"))),
                new Getter(),
                new Derived());
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatJsonBCannotReadIsFoundAndTheMessageSaysWhatToDo(Object data) throws Exception {
        assertThat(HiddenTypes.in(data.getClass())).isPresent();
        try (Jsonb jsonb = JsonbBuilder.create()) {
            DataWriter writer = new DataWriter(jsonb::toJson, Optional::empty);
            assertThatThrownBy(() -> writer.write(ServerSentEvent.of(data)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("JSON-B reads public classes only: make it public");
        }
    }

    static Stream<Object> readable() {
        return Stream.of(
                new Visible("a", Hue.RED), new Node("a", List.of(), Map.of()), new Outer.Inner("a"), List.of("a"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void whatJsonBCanReadIsNotFound(Object data) throws Exception {
        assertThat(HiddenTypes.in(data.getClass())).isEmpty();
        try (Jsonb jsonb = JsonbBuilder.create()) {
            assertThat(new DataWriter(jsonb::toJson, Optional::empty).write(ServerSentEvent.of(data)))
                    .contains("a");
        }
    }

    @Test
    void parametersAreSearched() {
        assertThat(HiddenTypes.in(new GenericType<List<? extends PackagePrivate>>() {}.getType()))
                .contains(PackagePrivate.class);
        assertThat(HiddenTypes.in(new GenericType<Map<String, Private[]>>() {}.getType()))
                .contains(Private.class);
    }

    @Test
    void whatASealedTypePermitsIsSearched() {
        assertThat(HiddenTypes.in(Choice.class)).contains(Invisible.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {Object.class, String.class, int.class, Hue.class, Runnable.class})
    void whatMayBeAnythingIsNot(Class<?> type) {
        assertThat(HiddenTypes.in(type)).isEmpty();
    }
}
