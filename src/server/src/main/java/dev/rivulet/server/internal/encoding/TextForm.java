/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URL;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The values whose text is all that there is to them: they are sent as it, without the quotes of JSON. */
final class TextForm {

    /** Text, whatever media type an event names. */
    private static final Set<Class<?>> PLAIN = Set.of(
            CharSequence.class,
            Character.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);

    /** Text, unless an event names another media type. */
    private static final Set<Class<?>> VALUES = Set.of(
            Number.class,
            Enum.class,
            UUID.class,
            URI.class,
            URL.class,
            TemporalAccessor.class,
            TemporalAmount.class,
            ZoneId.class);

    private TextForm() {}

    /** The text of what is text already. */
    static Optional<String> ofPlain(Object data) {
        return isOneOf(PLAIN, data.getClass()) ? Optional.of(data.toString()) : Optional.empty();
    }

    /** The text of a value: an enum's is its name, which JSON has too, and not what it shows to people. */
    static Optional<String> of(Object data) {
        if (data instanceof Enum<?> constant) {
            return Optional.of(constant.name());
        }
        return isText(data.getClass()) ? Optional.of(data.toString()) : Optional.empty();
    }

    /** Whether some values of a declared type may be text. */
    static boolean mayBe(Type declared) {
        Type raw = declared instanceof ParameterizedType parameterized ? parameterized.getRawType() : declared;
        return !(raw instanceof Class<?> type)
                || type.isInterface()
                || isText(type)
                || Stream.concat(PLAIN.stream(), VALUES.stream()).anyMatch(type::isAssignableFrom);
    }

    /** Of numbers and times those of the JDK: what an application's own are as text, its class may not have meant to say. */
    private static boolean isText(Class<?> type) {
        return isOneOf(PLAIN, type)
                || Enum.class.isAssignableFrom(type)
                || (isOneOf(VALUES, type) && type.getName().startsWith("java."));
    }

    private static boolean isOneOf(Set<Class<?>> kinds, Class<?> type) {
        return kinds.stream().anyMatch(kind -> kind.isAssignableFrom(type));
    }
}
