/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Marks the method, or the record component, that tells an event's key, for channels whose setting {@code compaction} is
 * {@code true}: of the events with one key such a channel holds the newest.
 *
 * <pre>{@code
 * record Price(@EventKey String symbol, BigDecimal amount) {}
 * }</pre>
 *
 * <p>The method is public or a record component's, has no parameter, and is called once an event; the result's {@code
 * toString()} is the key, which stays on the server. {@code null} is no key.
 */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface EventKey {}
