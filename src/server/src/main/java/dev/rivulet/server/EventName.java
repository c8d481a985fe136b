/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The {@code event:} field of events whose payload is of the annotated class, which browsers listen to with
 * {@code addEventListener(name, ...)}. Without it an event has no name and reaches {@code onmessage}.
 *
 * <p>Subclasses and implementations inherit it: it may stand on an interface, such as the sealed one of several records, or on
 * a superclass. The nearest counts: the class's own, then its superclasses', then its interfaces'. Two interfaces with different
 * names are refused like a name that cannot be sent.
 */
@Documented
@Retention(RUNTIME)
@Target(TYPE)
public @interface EventName {

    /**
     * The name. It may not be empty, contain CR, LF or NUL, or begin with {@code rivulet:}, as Rivulet's own events do:
     * publishing such a payload is refused with an {@link IllegalArgumentException}, and so is a deployment that injects a CDI
     * event of it.
     *
     * @return the name
     */
    String value();
}
