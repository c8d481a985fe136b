/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Marks the record component, the method or the field that tells an event's key, for channels whose setting {@code compaction} is
 * {@code true}: of the events with one key such a channel holds the newest.
 *
 * <pre>{@code
 * public record Price(@EventKey String symbol, BigDecimal amount) {}
 * }</pre>
 *
 * <p>Of a record's component the accessor counts, also one that is written out. A method is public, has no parameter, and is called
 * once for each event, on the publisher's thread; what it throws fails the publication with an {@link IllegalArgumentException}. A field
 * may have any visibility, and is read as it is: where a subclass stands in for the class, as an ORM's lazy proxies do, mark the
 * getter. The {@code toString()} of what is read is the key, which stays on the server. {@code null} is no key.
 *
 * <p>What implements or overrides a marked method is marked, and a marked field is its subclasses': the annotation may stand on an
 * interface, such as the sealed one of several records, or on a superclass. The nearest counts: the class's own, then its
 * superclasses', then its interfaces'. Publishing an event is refused with an {@link IllegalArgumentException} where one class marks two
 * of its members, or two interfaces mark different methods.
 *
 * <p>An event without a key takes its name in place of one. In a channel that holds the newest event of each key, such events
 * replace each other: a warning says so once for each channel.
 */
@Documented
@Retention(RUNTIME)
@Target({FIELD, METHOD, RECORD_COMPONENT})
public @interface EventKey {}
