/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** The application's own way to write a {@link Row}. */
@Provider
@Produces("text/csv")
public class CsvWriter implements MessageBodyWriter<Row> {

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Row.class;
    }

    @Override
    public void writeTo(
            Row row,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(String.join(";", row.cells()).getBytes(UTF_8));
    }
}
