/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.ServiceLoader;

/** The reader of sources that were given none. */
final class DataReaders {

    private DataReaders() {}

    /** Looked up when data is first read: a service, else JSON-B, else one that says what is missing. */
    static DataReader standard() {
        return (data, type) -> Standard.READER.read(data, type);
    }

    private static final class Standard {
        static final DataReader READER =
                ServiceLoader.load(DataReader.class).findFirst().orElseGet(Standard::jsonb);

        private static DataReader jsonb() {
            try {
                Class.forName("jakarta.json.bind.Jsonb");
                return new JsonbDataReader();
            } catch (ClassNotFoundException | RuntimeException e) {
                return (data, type) -> {
                    throw new IllegalStateException(
                            "No JSON-B on the class path to read " + type.getTypeName()
                                    + " with, nor a DataReader; the builder takes one",
                            e);
                };
            }
        }
    }
}
