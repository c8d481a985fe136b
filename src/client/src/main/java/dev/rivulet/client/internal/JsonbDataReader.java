/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.DataReader;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.lang.reflect.Type;

/** Reads JSON; the only class that needs JSON-B. */
final class JsonbDataReader implements DataReader {

    private final Jsonb jsonb = JsonbBuilder.create();

    @Override
    public Object read(String data, Type type) {
        return jsonb.fromJson(data, type);
    }
}
