/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Closes a JAX-RS response without its rest. RESTEasy's {@code close} first reads the stream to an end that an event stream
 * does not have; it has another method, which drops the connection, and which is asked for by name because RESTEasy need
 * not be there.
 */
record DroppedResponse(Response response) implements AutoCloseable {

    @Override
    public void close() throws ReflectiveOperationException {
        Optional<Method> release = release();
        if (release.isPresent()) {
            boolean readingTheRest = false;
            release.get().invoke(response, readingTheRest);
        } else {
            response.close();
        }
    }

    private Optional<Method> release() {
        return Stream.<Class<?>>iterate(response.getClass(), type -> type != null, Class::getSuperclass)
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> method.getName().equals("releaseConnection")
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == boolean.class)
                .findFirst();
    }
}
