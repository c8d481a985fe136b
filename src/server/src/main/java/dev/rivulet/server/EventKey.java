/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Marks the method, or the record component, that tells an event's key, for channels whose setting {@code compaction} is
 * {@code true}: of the events with one key such a channel holds the newest.
 *
 * <pre>{@code
 * public record Price(@EventKey String symbol, BigDecimal amount) {}
 * }</pre>
 *
 * <p>The method is public, has no parameter, and is called once an event; the result's {@code toString()} is the key, which
 * stays on the server. {@code null} is no key.
 *
 * <p>What implements or overrides a marked method is marked: the annotation may stand on an interface, such as the sealed one
 * of several records, or on a superclass. The nearest counts: the class's own, then its superclasses', then its interfaces'.
 * Publishing an event is refused with an {@link IllegalArgumentException} where one class marks two methods, or two interfaces
 * mark different ones.
 *
 * <p>An event without a key takes its name in place of one. In a channel that holds the newest event of each key, such events
 * replace each other: a warning says so once for each channel.
 */
@Documented
@Retention(RUNTIME)
@Target({METHOD, RECORD_COMPONENT})
public @interface EventKey {}
