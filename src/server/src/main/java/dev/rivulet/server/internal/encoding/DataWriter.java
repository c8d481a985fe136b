/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import dev.rivulet.server.ServerSentEvent;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Providers;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes text of an event's data: text as it is; what has a media type, through the application's JAX-RS providers; anything
 * else as JSON. Thread-safe.
 */
public final class DataWriter {

    private static final Set<Class<?>> BOXED = Set.of(
            Character.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);

    private final JsonWriter json;
    private final Supplier<Optional<Providers>> providers;

    /**
     * A writer.
     *
     * @param json writes what nobody else does
     * @param providers the application's providers, once JAX-RS has started
     */
    public DataWriter(JsonWriter json, Supplier<Optional<Providers>> providers) {
        this.json = json;
        this.providers = providers;
    }

    /**
     * Whether payloads of a type become JSON, whatever they are.
     *
     * @param declared what the application says that it publishes
     * @return false where some of them are text, or events that say what they are
     */
    public static boolean needsJson(Type declared) {
        Type raw = declared instanceof ParameterizedType parameterized ? parameterized.getRawType() : declared;
        return raw instanceof Class<?> type
                && !type.isInterface()
                && !CharSequence.class.isAssignableFrom(type)
                && !OutboundSseEvent.class.isAssignableFrom(type)
                && BOXED.stream().noneMatch(type::isAssignableFrom);
    }

    String write(ServerSentEvent event) {
        Object data = Objects.requireNonNull(event.getData());
        if (isText(data)) {
            return data.toString();
        }
        Type type = Objects.requireNonNull(event.getGenericType());
        MediaType mediaType = event.getMediaType();
        if (mediaType == null) {
            return writeJson(data, type);
        }
        Optional<MessageBodyWriter<Object>> writer = providers.get().map(all -> writerFor(all, data, type, mediaType));
        if (writer.isPresent()) {
            return write(writer.get(), data, type, mediaType);
        }
        if (mediaType.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return writeJson(data, type);
        }
        throw new IllegalArgumentException("Nothing writes " + data.getClass().getName() + " as " + mediaType
                + ": set a media type that a MessageBodyWriter of the application has, or application/json");
    }

    private static boolean isText(Object data) {
        return data instanceof CharSequence || BOXED.contains(data.getClass());
    }

    private String writeJson(Object data, Type type) {
        try {
            return json.write(data, type);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("Cannot write " + data.getClass().getName() + " as JSON: " + e, e);
        }
    }

    @SuppressWarnings("unchecked") // the providers were asked for this class
    private static MessageBodyWriter<Object> writerFor(Providers all, Object data, Type type, MediaType mediaType) {
        return (MessageBodyWriter<Object>)
                all.getMessageBodyWriter(data.getClass(), type, new Annotation[0], mediaType);
    }

    private static String write(MessageBodyWriter<Object> writer, Object data, Type type, MediaType mediaType) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.writeTo(
                    data, data.getClass(), type, new Annotation[0], mediaType, new MultivaluedHashMap<>(), bytes);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "Cannot write " + data.getClass().getName() + " as " + mediaType + ": " + e, e);
        }
        String charset = mediaType.getParameters().get(MediaType.CHARSET_PARAMETER);
        return bytes.toString(charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
    }
}
