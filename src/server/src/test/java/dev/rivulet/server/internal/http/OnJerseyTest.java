/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.ChannelEndedException;
import dev.rivulet.server.ChannelExistsException;
import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.ChannelNotFoundException;
import dev.rivulet.server.SubscriptionRefusedException;
import dev.rivulet.server.SubscriptionRefusedException.Reason;
import dev.rivulet.server.internal.config.CrossOrigin;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real JAX-RS runtime injects, filters and writes where there are no servlets. */
class OnJerseyTest {

    private static final String PAGE = "https://app.example.org";
    private static final URI BASE = URI.create("http://localhost/");

    private final Requests requests = new Requests(
            Optional.empty(),
            new CrossOrigin(Set.of(PAGE), false),
            new Refusals(System::nanoTime, Set::of),
            Duration.ofSeconds(5));
    private final CompletableFuture<StreamRequest> found = new CompletableFuture<>();

    @Test
    void onTheRequestsThreadTheRequestIsFound() throws Exception {
        AtomicBoolean trader = new AtomicBoolean();
        answer(sink -> {
            trader.set(requests.of(sink).orElseThrow().isUserInRole("trader"));
            find(sink);
        });

        assertThat(found.get(10, TimeUnit.SECONDS).lastEventId()).contains("e-22");
        assertThat(found.get().principal().orElseThrow().getName()).isEqualTo("ann");
        assertThat(trader).isTrue();
        assertThat(found.get().isUserInRole("trader")).isFalse(); // only the request's thread can tell
    }

    @Test
    void onAnotherThreadTheSinksOwnRequestIsFoundByWhatIsWrittenToIt() throws Exception {
        answer(sink -> new Thread(() -> find(sink)).start());

        assertThat(found.get(10, TimeUnit.SECONDS).lastEventId()).contains("e-22");
        assertThat(found.get().principal().orElseThrow().getName()).isEqualTo("ann");
    }

    @Test
    void everyStreamHasItsHeadersThoughNoServletFilterSeesIt() throws Exception {
        ContainerResponse response = answer(SseEventSink::close);

        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-cache, no-transform");
        assertThat(response.getHeaderString("X-Accel-Buffering")).isEqualTo("no");
        assertThat(response.getHeaderString("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(response.getHeaderString("Vary")).isEqualTo("Origin");
    }

    @Test
    void aResourceThatForgetsProducesIsNamedWhenTheApplicationStarts() {
        try (LoggedLines log = new LoggedLines(SinkMethods.class)) {
            new ApplicationHandler(config(new Forgetful()));

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(Forgetful.class.getName() + ".stream takes an SseEventSink, but has no @Produces");
        }
    }

    @Test
    void aRefusalCanBeReadByThePageThatAsked() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ContainerResponse response = new ApplicationHandler(config(new Streams(sink -> {
                    throw Problem.notFound("There is no channel \"prcies\".");
                })))
                .apply(request(), body)
                .get(10, TimeUnit.SECONDS);

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getHeaderString("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(body.toString(StandardCharsets.UTF_8)).contains("prcies");
    }

    @Test
    void aChannelTooManyIsAProblemDocumentForWhoeverAsks() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ContainerResponse response = new ApplicationHandler(config(new Streams(sink -> {
                    throw new ChannelLimitException("There are 20 channels already.", new IllegalStateException());
                })))
                .apply(request(), body)
                .get(10, TimeUnit.SECONDS);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        assertThat(response.getHeaderString("Retry-After")).isNull();
        assertThat(body.toString(StandardCharsets.UTF_8)).contains("20 channels");
    }

    @Test
    void aStreamTooManyIsAProblemDocumentForWhoeverAsks() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ContainerResponse response = new ApplicationHandler(config(new Streams(sink -> {
                    throw new SubscriptionRefusedException(
                            Reason.PRINCIPAL_LIMIT, "There are 7 streams.", Optional.of(Duration.ofSeconds(9)));
                })))
                .apply(request(), body)
                .get(10, TimeUnit.SECONDS);

        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("9");
        assertThat(response.getHeaderString("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(body.toString(StandardCharsets.UTF_8)).contains("7 streams");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aClientThatHasEverythingIsTold204(String method) throws Exception {
        ContainerResponse response = new ApplicationHandler(config(new Streams(sink -> {
                    throw new SubscriptionRefusedException(Reason.NOTHING_MORE, "It has ended.", Optional.empty());
                })))
                .apply(request(method), new ByteArrayOutputStream())
                .get(10, TimeUnit.SECONDS);

        assertThat(response.getStatus()).isEqualTo(204);
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getHeaderString("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }

    @Test
    void whatIsNotThereAndWhatDoesNotFitAreProblemDocuments() throws Exception {
        ChannelName name = ChannelName.of("answer-7");
        Map<RuntimeException, Integer> statuses = Map.of(
                new ChannelNotFoundException(name), 404,
                new ChannelEndedException(name), 409,
                new ChannelExistsException("answer-7 exists", new IllegalStateException()), 409);
        for (Map.Entry<RuntimeException, Integer> expected : statuses.entrySet()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            ContainerResponse response = new ApplicationHandler(config(new Streams(sink -> {
                        throw expected.getKey();
                    })))
                    .apply(request(), body)
                    .get(10, TimeUnit.SECONDS);

            assertThat(response.getStatus()).isEqualTo(expected.getValue());
            assertThat(response.getMediaType()).hasToString("application/problem+json");
            assertThat(body.toString(StandardCharsets.UTF_8)).contains("answer-7");
        }
    }

    private void find(SseEventSink sink) {
        try {
            found.complete(requests.of(sink).orElseThrow());
        } catch (RuntimeException e) {
            found.completeExceptionally(e);
        }
        sink.close(); // the answer is complete then
    }

    private ContainerResponse answer(Consumer<SseEventSink> resource) throws Exception {
        return new ApplicationHandler(config(new Streams(resource)))
                .apply(request(), new ByteArrayOutputStream())
                .get(10, TimeUnit.SECONDS);
    }

    private ResourceConfig config(Object resource) {
        return new ResourceConfig().registerInstances(resource, new Rivulet(requests));
    }

    private static ContainerRequest request() {
        return request("GET");
    }

    private static ContainerRequest request(String method) {
        ContainerRequest request = new ContainerRequest(
                BASE, BASE.resolve("streams"), method, new Ann(), new MapPropertiesDelegate(), null);
        request.header("Last-Event-ID", "e-22");
        request.header("Origin", PAGE);
        request.header("Accept", MediaType.SERVER_SENT_EVENTS);
        return request;
    }

    private record Rivulet(Requests requests) implements Feature {
        @Override
        public boolean configure(FeatureContext context) {
            requests.jaxRsStarts(context);
            return true;
        }
    }

    /** A stream whose method does what the test wants. */
    @Path("streams")
    public static final class Streams {

        private final Consumer<SseEventSink> resource;

        Streams(Consumer<SseEventSink> resource) {
            this.resource = resource;
        }

        @GET
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void stream(@Context SseEventSink sink) {
            resource.accept(sink);
        }
    }

    /** As a beginner writes it. */
    @Path("forgetful")
    public static final class Forgetful {
        @GET
        public void stream(@Context SseEventSink sink) {
            sink.isClosed();
        }
    }

    private static final class Ann implements SecurityContext {
        @Override
        public java.security.Principal getUserPrincipal() {
            return () -> "ann";
        }

        @Override
        public boolean isUserInRole(String role) {
            return role.equals("trader");
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "test";
        }
    }
}
