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
import java.util.function.Supplier;

/**
 * Makes text of an event's data: text and values as their text; anything else as the application's JAX-RS providers write it,
 * as JSON where the event names no media type; and as JSON through JSON-B where they do not. Thread-safe.
 */
public final class DataWriter {

    private static final Annotation[] NO_ANNOTATIONS = {};

    private final JsonWriter json;
    private final Supplier<Optional<Providers>> providers;
    private volatile boolean early;

    /**
     * A writer.
     *
     * @param json writes as JSON what nobody else does
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
        return !TextForm.mayBe(declared)
                && !(raw instanceof Class<?> type && OutboundSseEvent.class.isAssignableFrom(type));
    }

    /**
     * Whether JSON was written without the application's providers.
     *
     * @return true if some was, and may differ from what the application writes elsewhere
     */
    public boolean wroteWithoutProviders() {
        return early;
    }

    String write(ServerSentEvent event) {
        Object data = Objects.requireNonNull(event.getData());
        MediaType named = event.getMediaType();
        Optional<String> text = named == null ? TextForm.of(data) : TextForm.ofPlain(data);
        return text.orElseGet(() -> write(
                data,
                Objects.requireNonNull(event.getGenericType()),
                named == null ? MediaType.APPLICATION_JSON_TYPE : named));
    }

    private String write(Object data, Type type, MediaType mediaType) {
        Optional<MessageBodyWriter<Object>> writer = providers.get().map(all -> writerFor(all, data, type, mediaType));
        if (writer.isPresent()) {
            return write(writer.get(), data, type, mediaType);
        }
        if (mediaType.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return writeJson(data, type);
        }
        return TextForm.of(data)
                .filter(text -> mediaType.isCompatible(MediaType.TEXT_PLAIN_TYPE))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Nothing writes " + data.getClass().getName() + " as " + mediaType
                                + ": set a media type that a MessageBodyWriter of the application has, or application/json"
                                + (providers.get().isPresent()
                                        ? ""
                                        : ". JAX-RS has told of no writers: an Application that lists its classes adds"
                                                + " dev.rivulet.server.RivuletFeature to them")));
    }

    private String writeJson(Object data, Type type) {
        if (!early && providers.get().isEmpty()) {
            early = true;
        }
        try {
            return json.write(data, type);
        } catch (RuntimeException | StackOverflowError e) {
            throw unwritable(data, MediaType.APPLICATION_JSON_TYPE, e);
        }
    }

    @SuppressWarnings("unchecked") // the providers were asked for this class
    private static MessageBodyWriter<Object> writerFor(Providers all, Object data, Type type, MediaType mediaType) {
        return (MessageBodyWriter<Object>) all.getMessageBodyWriter(data.getClass(), type, NO_ANNOTATIONS, mediaType);
    }

    private static String write(MessageBodyWriter<Object> writer, Object data, Type type, MediaType mediaType) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.writeTo(data, data.getClass(), type, NO_ANNOTATIONS, mediaType, new MultivaluedHashMap<>(), bytes);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw unwritable(data, mediaType, e);
        }
        String charset = mediaType.getParameters().get(MediaType.CHARSET_PARAMETER);
        return bytes.toString(charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
    }

    private static IllegalArgumentException unwritable(Object data, MediaType mediaType, Throwable cause) {
        String what = mediaType.isCompatible(MediaType.APPLICATION_JSON_TYPE) ? "JSON" : mediaType.toString();
        return new IllegalArgumentException(
                "Cannot write " + data.getClass().getName() + " as " + what + ": " + cause + adviceOn(cause), cause);
    }

    private static String adviceOn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalAccessException) {
                return ". The class is not public, and " + HiddenTypes.ADVICE;
            }
        }
        return "";
    }
}
