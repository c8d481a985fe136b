/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.log.WireFormat;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as this node wrote it, its own such as {@code rivulet:gap} among them, which an application's may not be called. */
final class WireEvent implements OutboundSseEvent {

    private final List<String> comment = new ArrayList<>();
    private final List<String> data = new ArrayList<>();
    private @Nullable String id;
    private @Nullable String name;
    private long reconnectDelay = RECONNECT_NOT_SET;

    /** One block without its blank line. */
    WireEvent(String block) {
        WireFormat.lines(block, (field, value) -> {
            switch (field) {
                case WireFormat.COMMENT -> comment.add(value);
                case WireFormat.DATA -> data.add(value);
                case WireFormat.EVENT -> name = value;
                case WireFormat.ID -> id = value;
                case WireFormat.RETRY -> reconnectDelay = Long.parseLong(value);
                default -> throw new AssertionError("This node never writes the field \"" + field + '"');
            }
        });
    }

    @Override
    public @Nullable String getComment() {
        return comment.isEmpty() ? null : String.join("\n", comment);
    }

    @Override
    public @Nullable String getData() {
        return data.isEmpty() ? null : String.join("\n", data);
    }

    @Override
    public @Nullable String getId() {
        return id;
    }

    @Override
    public @Nullable String getName() {
        return name;
    }

    @Override
    public long getReconnectDelay() {
        return reconnectDelay;
    }

    @Override
    public boolean isReconnectDelaySet() {
        return reconnectDelay != RECONNECT_NOT_SET;
    }

    @Override
    public @Nullable Class<?> getType() {
        return data.isEmpty() ? null : String.class;
    }

    @Override
    public @Nullable Type getGenericType() {
        return getType();
    }

    /** {@inheritDoc} RESTEasy fails without one where there is data. */
    @Override
    public @Nullable MediaType getMediaType() {
        return data.isEmpty() ? null : MediaType.TEXT_PLAIN_TYPE;
    }
}
