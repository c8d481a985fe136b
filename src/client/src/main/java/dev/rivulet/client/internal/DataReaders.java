/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.DataReader;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The reader of sources that were given none. */
public final class DataReaders {

    private DataReaders() {}

    /** Looked up when data is first read: a service, else JSON-B, else one that says what is missing. */
    public static DataReader standard() {
        return (data, type) -> Standard.READER.read(data, type);
    }

    private static final class Standard {
        static final DataReader READER = find();

        private static DataReader find() {
            try {
                return ServiceLoader.load(DataReader.class).findFirst().orElseGet(Standard::jsonb);
            } catch (ServiceConfigurationError e) {
                return failing("The DataReader that META-INF/services names cannot be loaded", e);
            }
        }

        private static DataReader jsonb() {
            try {
                Class.forName("jakarta.json.bind.Jsonb");
                return new JsonbDataReader();
            } catch (ClassNotFoundException | RuntimeException | LinkageError e) { // JSON-B without its JSON-P, too
                return failing("No JSON-B on the class path, nor a DataReader; the builder takes one", e);
            }
        }

        private static DataReader failing(String why, Throwable cause) {
            return (data, type) -> {
                throw new IllegalStateException(why + ": cannot read " + type.getTypeName(), cause);
            };
        }
    }
}
