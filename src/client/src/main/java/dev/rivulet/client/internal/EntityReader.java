/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * Reads data with a client's own message body readers. The client API has no other way to them than a response: here one that
 * a filter gives, before anything is sent.
 */
final class EntityReader {

    private static final String DATA_PROPERTY = EntityReader.class.getName() + ".data";

    private final WebTarget target;

    EntityReader(WebTarget target) {
        this.target = JaxRsTransport.derive(target)
                .register(
                        (ClientRequestFilter) request -> {
                            if (request.getProperty(DATA_PROPERTY) instanceof Response response) {
                                request.abortWith(response);
                            }
                        },
                        Integer.MIN_VALUE);
    }

    <T> T read(String data, GenericType<T> type, MediaType mediaType) {
        InputStream bytes = new ByteArrayInputStream(data.getBytes(UTF_8)); // CXF takes no other entity
        Response response =
                Response.ok(bytes, mediaType.withCharset(UTF_8.name())).build();
        return target.request(mediaType).property(DATA_PROPERTY, response).get(type);
    }
}
