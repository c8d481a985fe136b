/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEvent;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event as JAX-RS has it; what it did not have is {@code null}, by JAX-RS's contract. */
record InboundEvent(
        @Nullable String name,
        @Nullable String id,
        @Nullable String comment,
        OptionalLong retry,
        String data,
        EntityReader reader)
        implements InboundSseEvent {

    private static final Set<Class<?>> TEXTS = Set.of(
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);

    @Override
    public @Nullable String getName() {
        return name;
    }

    @Override
    public @Nullable String getId() {
        return id;
    }

    @Override
    public @Nullable String getComment() {
        return comment;
    }

    @Override
    public long getReconnectDelay() {
        return retry.orElse(SseEvent.RECONNECT_NOT_SET);
    }

    @Override
    public boolean isReconnectDelaySet() {
        return retry.isPresent();
    }

    @Override
    public boolean isEmpty() {
        return data.isEmpty();
    }

    @Override
    public String readData() {
        return data;
    }

    @Override
    public <T> T readData(Class<T> type) {
        return readData(new GenericType<>(type));
    }

    @Override
    public <T> T readData(GenericType<T> type) {
        boolean text = TEXTS.contains(type.getRawType()) || type.getRawType().isPrimitive();
        return readData(type, text ? MediaType.TEXT_PLAIN_TYPE : MediaType.APPLICATION_JSON_TYPE);
    }

    @Override
    public <T> T readData(Class<T> type, MediaType mediaType) {
        return readData(new GenericType<>(type), mediaType);
    }

    @Override
    @SuppressWarnings("unchecked") // the raw type is that of the value
    public <T> T readData(GenericType<T> type, MediaType mediaType) {
        if (type.getRawType() == String.class) {
            return (T) data;
        }
        if (type.getRawType() == byte[].class) {
            return (T) data.getBytes(UTF_8);
        }
        return reader.read(data, type, mediaType);
    }
}
