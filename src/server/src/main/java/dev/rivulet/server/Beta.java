/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static java.lang.annotation.ElementType.CONSTRUCTOR;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.CLASS;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Marks a type, with all that is in it, or a member of the API that may still change or go in a minor release. It works and is tested
 * like the rest; only its form is not settled.
 *
 * <p>Each such change has a line of its own in the change log, under "Beta", which says what to write instead. Where it can, the old form
 * stays for one minor release as {@code @Deprecated(forRemoval = true)}, so that your compiler tells you.
 *
 * <p>What is not marked, in {@code dev.rivulet.server} and {@code dev.rivulet.server.spi}, changes incompatibly in a major release only.
 * What is in {@code dev.rivulet.server.internal} is no API and may change in any.
 */
@Documented
@Retention(CLASS)
@Target({TYPE, METHOD, CONSTRUCTOR, FIELD})
public @interface Beta {}
