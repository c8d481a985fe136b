/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The {@code event:} field of events whose payload is of the annotated class, which browsers listen to with
 * {@code addEventListener(name, ...)}. Without it an event has no name and reaches {@code onmessage}.
 */
@Documented
@Inherited
@Retention(RUNTIME)
@Target(TYPE)
public @interface EventName {

    /**
     * The name. It may not be empty, nor contain CR, LF or NUL: publishing such a payload is refused with an {@link
     * IllegalArgumentException}.
     *
     * @return the name
     */
    String value();
}
