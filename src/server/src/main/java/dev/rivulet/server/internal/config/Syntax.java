/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the value of a setting is written.
 *
 * @param parser the value of a text, or nothing if the text is not allowed
 * @param allowed what is, for the message that refuses a text
 * @param limits the same in short, for the guide
 */
record Syntax<T>(Function<String, Optional<T>> parser, String allowed, String limits) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Map<String, Duration> DURATION_UNITS = ordered(
            Map.entry("d", Duration.ofDays(1)),
            Map.entry("h", Duration.ofHours(1)),
            Map.entry("m", Duration.ofMinutes(1)),
            Map.entry("s", Duration.ofSeconds(1)),
            Map.entry("ms", Duration.ofMillis(1)));
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([kmg]?)");
    private static final Map<String, Long> SIZE_UNITS =
            ordered(Map.entry("g", 1L << 30), Map.entry("m", 1L << 20), Map.entry("k", 1L << 10), Map.entry("", 1L));

    static Syntax<Integer> wholeNumber(int least, int most) {
        String limits = String.format(Locale.ROOT, "%,d to %,d", least, most);
        return new Syntax<>(
                text -> text.matches("\\d{1,18}")
                        ? Optional.of(Long.parseLong(text))
                                .filter(value -> value >= least && value <= most)
                                .map(Math::toIntExact)
                        : Optional.empty(),
                "a whole number from " + limits,
                limits);
    }

    /** Bytes. */
    static Syntax<Long> size(long least, long most) {
        String limits = shown(least) + " to " + shown(most);
        return new Syntax<>(
                text -> parsedSize(text).filter(value -> value >= least && value <= most),
                "a number of bytes such as 65536, 64k, 1m or 1g, from " + limits,
                limits);
    }

    static Syntax<Duration> duration(Duration least, Duration most) {
        String limits = shown(least) + " to " + shown(most);
        return new Syntax<>(
                text -> parsedDuration(text).filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0),
                "a duration such as 500ms, 15s, 10m, 2h, 1d or PT15S, from " + limits,
                limits);
    }

    /** A value, or the word for none. */
    static <V> Syntax<Optional<V>> orOff(Syntax<V> value) {
        return new Syntax<>(
                text -> {
                    Optional<V> parsed = value.parser().apply(text);
                    return parsed.isPresent() || text.equals("off") ? Optional.of(parsed) : Optional.empty();
                },
                "off, or " + value.allowed(),
                "`off`, or " + value.limits());
    }

    static Syntax<Boolean> flag() {
        return new Syntax<>(
                text -> text.equals("true") || text.equals("false")
                        ? Optional.of(Boolean.valueOf(text))
                        : Optional.empty(),
                "true or false",
                "`true`, `false`");
    }

    /** The constants of an enumeration, in lower case. */
    static <E extends Enum<E>> Syntax<E> choice(List<E> constants) {
        Map<String, E> named = constants.stream()
                .collect(Collectors.toMap(
                        constant -> constant.name().toLowerCase(Locale.ROOT),
                        Function.identity(),
                        (one, other) -> one,
                        LinkedHashMap::new));
        return new Syntax<>(
                text -> Optional.ofNullable(named.get(text)),
                String.join(" or ", named.keySet()),
                named.keySet().stream().map(name -> '`' + name + '`').collect(Collectors.joining(", ")));
    }

    /** The same text, and another value. */
    <V> Syntax<V> map(Function<T, V> value) {
        return new Syntax<>(text -> parser.apply(text).map(value), allowed, limits);
    }

    /** The same, with more in the message that refuses a text. */
    Syntax<T> withAdvice(String advice) {
        return new Syntax<>(parser, allowed + advice, limits);
    }

    private static Optional<Long> parsedSize(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            long unit = SIZE_UNITS.getOrDefault(matcher.group(2), 1L);
            return Optional.of(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
        } catch (ArithmeticException beyondAnyLimit) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> parsedDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        try {
            return Optional.of(
                    matcher.matches()
                            ? DURATION_UNITS
                                    .getOrDefault(matcher.group(2), Duration.ZERO)
                                    .multipliedBy(Long.parseLong(matcher.group(1)))
                            : Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException noDuration) {
            return Optional.empty();
        }
    }

    private static String shown(Duration duration) {
        return DURATION_UNITS.entrySet().stream()
                .filter(unit -> !duration.isZero()
                        && duration.toMillis() % unit.getValue().toMillis() == 0)
                .findFirst()
                .map(unit -> duration.toMillis() / unit.getValue().toMillis() + unit.getKey())
                .orElse("0s");
    }

    private static String shown(long bytes) {
        return SIZE_UNITS.entrySet().stream()
                .filter(unit -> bytes % unit.getValue() == 0)
                .findFirst()
                .map(unit -> bytes / unit.getValue() + unit.getKey())
                .orElseThrow();
    }

    @SafeVarargs
    private static <V> Map<String, V> ordered(Map.Entry<String, V>... entries) {
        Map<String, V> map = new LinkedHashMap<>();
        for (Map.Entry<String, V> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }
}
