/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.spi.JsonbProvider;
import java.lang.reflect.Type;

/** Writes objects as JSON: through JSON-B where the application has one. Thread-safe. */
public interface JsonWriter extends AutoCloseable {

    /** What an application without JSON-B reads. */
    String ABSENT = "there is no JSON-B (Jakarta JSON Binding); add an implementation, such as org.eclipse:yasson";

    /**
     * Writes an object.
     *
     * @param data the object
     * @param type its type, with that type's parameters
     * @return JSON
     * @throws RuntimeException if it cannot be written
     */
    String write(Object data, Type type);

    /** Ends it, as far as it holds anything. */
    @Override
    default void close() throws Exception {}

    /**
     * Whether the application has JSON-B: the API, and an implementation.
     *
     * @return false if {@link #write} will always throw
     */
    static boolean isPresent() {
        try {
            return Binding.isPresent();
        } catch (NoClassDefFoundError noApi) {
            return false;
        }
    }

    /**
     * The application's writer.
     *
     * @return one to be closed
     */
    static JsonWriter ofThisApplication() {
        return isPresent() ? Binding.create() : new Absent();
    }

    /** Apart, so that it is loaded only where its types are. */
    record Binding(Jsonb jsonb) implements JsonWriter {

        static boolean isPresent() {
            try {
                JsonbProvider.provider();
                return true;
            } catch (JsonbException noImplementation) {
                return false;
            }
        }

        static JsonWriter create() {
            return new Binding(JsonbProvider.provider().create().build());
        }

        @Override
        public String write(Object data, Type type) {
            return jsonb.toJson(data, type);
        }

        @Override
        public void close() throws Exception {
            jsonb.close();
        }
    }

    /** In its place where there is none. */
    record Absent() implements JsonWriter {

        @Override
        public String write(Object data, Type type) {
            throw new IllegalStateException(ABSENT);
        }
    }
}
