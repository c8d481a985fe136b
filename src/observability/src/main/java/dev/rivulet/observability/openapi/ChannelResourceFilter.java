/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.openapi;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createOperation;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createPathItem;
import static org.eclipse.microprofile.openapi.OASFactory.createPaths;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * Describes the application's {@link dev.rivulet.server.ChannelResource ChannelResource}s in its document, since scanners pass
 * over methods that a resource inherits from a library. What the application has described itself stays. A filter of the
 * application's own ({@code mp.openapi.filter}) takes its place and may call it.
 */
public class ChannelResourceFilter implements OASFilter {

    private static final Map<String, String> PROBLEMS = new TreeMap<>(Map.of(
            "400",
                    "No channel is named, or too many; the last event id is too long; or a parameter has a value that it cannot have",
            "401", "The credentials were not accepted, or @me is named and no user is authenticated",
            "403", "The caller may not have one of the channels",
            "404", "There is no such channel",
            "429", "The caller has too many streams",
            "503", "There are too many streams, or the application is stopping"));

    /** Made by the server. */
    public ChannelResourceFilter() {
        // It keeps nothing.
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null) {
            document.setPaths(createPaths());
        }
        ChannelResources.paths().forEach((path, contextRoot) -> describe(document.getPaths(), path, contextRoot));
    }

    /** Some servers write the context root into the path, others into the server's address. */
    private static void describe(Paths paths, String path, String contextRoot) {
        String key = paths.hasPathItem(contextRoot + path) ? contextRoot + path : path;
        PathItem item = paths.hasPathItem(key) ? paths.getPathItem(key) : createPathItem();
        if (isUndescribed(item.getGET())) {
            item.setGET(get(path));
        }
        if (isUndescribed(item.getOPTIONS())) {
            item.setOPTIONS(options(path));
        }
        paths.addPathItem(key, item);
    }

    private static boolean isUndescribed(@Nullable Operation operation) {
        return operation == null || (operation.getSummary() == null && operation.getDescription() == null);
    }

    private static Operation get(String path) {
        return createOperation()
                .operationId("subscribe" + suffix(path))
                .summary("Streams channels, or tells where they stand")
                .description(
                        "As text/event-stream, the events of the channels: of finite ones from the first, of others from now on,"
                                + " or after the last event id. As application/json, the channels' positions; without a channel, the channels that the caller may"
                                + " see.")
                .addParameter(channels())
                .addParameter(lastEventId("lastEventId", Parameter.In.QUERY))
                .addParameter(lastEventId("Last-Event-ID", Parameter.In.HEADER))
                .addParameter(
                        query("from", "Where to start without a last event id").schema(oneOf("first", "now")))
                .addParameter(query("rewind", "How many events back to start without a last event id; not with from")
                        .schema(createSchema().type(Schema.SchemaType.INTEGER).minimum(BigDecimal.ZERO)))
                .addParameter(query("heartbeats", "Heartbeats as events that a page can see")
                        .schema(oneOf("visible")))
                .addParameter(query("names", "Unnamed events stay so on a stream of several channels")
                        .schema(oneOf("plain")))
                .responses(withProblems(createAPIResponses()
                        .addAPIResponse(
                                "204",
                                createAPIResponse()
                                        .description("The channels have ended, and the client has all of them"))
                        .addAPIResponse(
                                "200",
                                createAPIResponse()
                                        .description("The stream, or the answer")
                                        .content(createContent()
                                                .addMediaType(
                                                        "text/event-stream",
                                                        createMediaType().schema(text()))
                                                .addMediaType(
                                                        "application/json",
                                                        createMediaType().schema(object()))))));
    }

    private static Operation options(String path) {
        return createOperation()
                .operationId("options" + suffix(path))
                .summary("Tells a browser whether pages of its origin have access")
                .responses(createAPIResponses()
                        .addAPIResponse("204", createAPIResponse().description("They have"))
                        .addAPIResponse("403", problem(PROBLEMS.getOrDefault("403", ""), false)));
    }

    private static Parameter channels() {
        return createParameter()
                .name("channel")
                .in(Parameter.In.QUERY)
                .description("A channel; several may be named. @me is the caller's own")
                .explode(true)
                .schema(createSchema().type(Schema.SchemaType.ARRAY).items(text()));
    }

    private static Parameter query(String name, String description) {
        return createParameter().name(name).in(Parameter.In.QUERY).description(description);
    }

    private static Schema oneOf(String... values) {
        return text().enumeration(List.of((Object[]) values));
    }

    private static Parameter lastEventId(String name, Parameter.In in) {
        return createParameter()
                .name(name)
                .in(in)
                .description("The id of the last event that the client has, to resume after it")
                .schema(text());
    }

    private static APIResponses withProblems(APIResponses responses) {
        PROBLEMS.forEach((status, description) ->
                responses.addAPIResponse(status, problem(description, status.equals("429") || status.equals("503"))));
        return responses;
    }

    private static APIResponse problem(String description, boolean comeBack) {
        APIResponse response = createAPIResponse()
                .description(description)
                .content(createContent()
                        .addMediaType(
                                "application/problem+json",
                                createMediaType()
                                        .schema(object().addProperty("title", text())
                                                .addProperty(
                                                        "status", createSchema().type(Schema.SchemaType.INTEGER))
                                                .addProperty("detail", text()))));
        if (comeBack) {
            response.addHeader(
                    "Retry-After",
                    createHeader()
                            .description("Seconds to wait")
                            .schema(createSchema().type(Schema.SchemaType.INTEGER)));
        }
        return response;
    }

    private static Schema text() {
        return createSchema().type(Schema.SchemaType.STRING);
    }

    private static Schema object() {
        return createSchema().type(Schema.SchemaType.OBJECT);
    }

    private static String suffix(String path) {
        return path.replaceAll("[^A-Za-z0-9]+", "_");
    }
}
