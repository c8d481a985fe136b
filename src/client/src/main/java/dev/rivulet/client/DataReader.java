/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of events as values. The builder takes one; otherwise the first that {@link java.util.ServiceLoader} finds
 * is used, otherwise JSON-B where it is on the class path.
 */
@FunctionalInterface
public interface DataReader {

    /**
     * Reads a value. Any thread may call this, several at once.
     *
     * @param data an event's data
     * @param type the type that was asked for
     * @return the value; {@code null} only where the data says so, as JSON's {@code null} does
     * @throws RuntimeException if the data is not of that type
     */
    @Nullable
    Object read(String data, Type type);
}
