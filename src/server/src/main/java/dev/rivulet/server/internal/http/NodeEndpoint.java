/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelEndpoint;
import dev.rivulet.server.Position;
import dev.rivulet.server.SubscribeOptions;
import dev.rivulet.server.internal.config.CrossOrigin;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.spi.ChannelOperation;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Answers for the node's channels, with CORS headers on answers and refusals alike. */
public final class NodeEndpoint implements ChannelEndpoint {

    private final NodeChannels channels;
    private final AdmittedChannels admitted;
    private final CrossOrigin crossOrigin;
    private final CurrentRequest currentRequest;

    /**
     * An endpoint.
     *
     * @param channels the node's
     * @param admission decides on names from outside
     * @param settings bound requests, and say which other origins have access
     * @param currentRequest who asks
     */
    public NodeEndpoint(NodeChannels channels, Admission admission, Settings settings, CurrentRequest currentRequest) {
        this.channels = channels;
        this.admitted = new AdmittedChannels(channels, admission, settings);
        this.crossOrigin = settings.crossOrigin();
        this.currentRequest = currentRequest;
    }

    @Override
    public void subscribe(SseEventSink sink, Collection<String> names) {
        subscribe(sink, names, SubscribeOptions.usual());
    }

    @Override
    public void subscribe(SseEventSink sink, Collection<String> names, SubscribeOptions options) {
        admitted.subscribe(sink, names, options);
    }

    @Override
    public SubscribeOptions asked(UriInfo uri) {
        allowOrigin();
        return AskedOptions.of(uri.getQueryParameters());
    }

    @Override
    public Response list() {
        allowOrigin();
        return json(Json.createObjectBuilder()
                .add("channels", Json.createArrayBuilder(admitted.visible()))
                .build());
    }

    @Override
    public Response position(Collection<String> names) {
        allowOrigin();
        List<NodeChannel> asked = admitted.admit(ChannelOperation.POSITION, names, SubscribeOptions.usual());
        Position lastEventId = channels.position(); // first: what comes meanwhile is then behind it
        JsonObjectBuilder positions = Json.createObjectBuilder();
        for (NodeChannel channel : asked) {
            Position position = channel.position();
            positions.add(channel.channel().clientName(), position.toString());
            if (asked.size() == 1) {
                lastEventId = position;
            }
        }
        return json(Json.createObjectBuilder()
                .add("lastEventId", lastEventId.toString())
                .add("positions", positions)
                .build());
    }

    @Override
    public Response options() {
        allowOrigin();
        Response.ResponseBuilder response = Response.noContent().header(HttpHeaders.ALLOW, CrossOriginAccess.METHODS);
        Optional<String> origin = currentRequest.get().flatMap(StreamRequest::origin);
        if (origin.isPresent()) {
            if (!crossOrigin.allows(origin.get())) {
                throw Problem.forbidden("Pages of " + Problem.shown(origin.get()) + " have no access here.");
            }
            response.header("Access-Control-Allow-Methods", CrossOriginAccess.METHODS)
                    .header("Access-Control-Allow-Headers", CrossOriginAccess.REQUEST_HEADERS)
                    .header("Access-Control-Max-Age", CrossOriginAccess.PREFLIGHT_SECONDS);
        }
        return response.build();
    }

    /**
     * A channel has been forgotten.
     *
     * @param name its name
     */
    public void forgotten(String name) {
        admitted.forgotten(name);
    }

    /** To be called now and then. */
    public void tick() {
        admitted.tick();
    }

    /** On the servlet response, and first, so that a refusal carries the headers too, and a stream before it is committed. */
    private void allowOrigin() {
        currentRequest.get().ifPresent(StreamRequest::allowOrigin);
    }

    private static Response json(JsonValue body) {
        return Response.ok(body.toString(), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
