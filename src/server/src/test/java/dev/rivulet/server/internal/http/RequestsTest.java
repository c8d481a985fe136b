/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.internal.config.CrossOrigin;
import jakarta.servlet.FilterChain;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.sse.SseEventSink;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose sink it is, from the request's thread and from any other, with servlets and without. */
class RequestsTest {

    private final FakeServlets servlets = new FakeServlets();
    private final FakeRuntime runtime = new FakeRuntime();
    private final Refusals refusals = new Refusals(System::nanoTime, Set::of);
    private final CrossOrigin noOrigin = new CrossOrigin(Set.of(), false);
    private final Requests ofServlets = requests(Optional.of(new ServletRequests(() -> {
        if (!runtime.isServing()) {
            throw new IllegalStateException("No request on this thread");
        }
        return servlets.request;
    })));
    private final Requests withoutServlets = requests(Optional.empty());

    // On the request's thread.

    @Test
    void theThreadsOwnRequestIsTheSinks() {
        servlets.requestHeaders.put("Last-Event-ID", "e-17");
        servlets.user = user("ann");
        runtime.serve(() -> {
            StreamRequest request = ofServlets.of(runtime.sink()).orElseThrow();

            assertThat(request.lastEventId()).contains("e-17");
            assertThat(request.principal()).map(Principal::getName).contains("ann");
            assertThat(request.isUserInRole("ann")).isTrue();
            assertThat(request.remoteAddress()).contains("192.0.2.7");
            assertThat(request.isHead()).isFalse();
        });
    }

    @Test
    void theUserIsTheOneOfJaxRsWhereAFilterHasSetOne() {
        ofServlets.jaxRsStarts(runtime.features);
        servlets.user = user("ann");
        runtime.user = user("bob");
        runtime.serve(() -> {
            StreamRequest request = ofServlets.of(runtime.sink()).orElseThrow();

            assertThat(request.principal()).map(Principal::getName).contains("bob");
            assertThat(request.isUserInRole("role of bob")).isTrue();
            assertThat(request.isUserInRole("ann")).isFalse();
        });
    }

    @Test
    void withoutServletsJaxRsTellsWhoResumesWhere() {
        withoutServlets.jaxRsStarts(runtime.features);
        runtime.headers.put("Last-Event-ID", "e-18");
        runtime.headers.put("Origin", "https://app.example.org");
        runtime.method = "HEAD";
        runtime.user = user("ann");
        runtime.serve(() -> {
            StreamRequest request = withoutServlets.of(runtime.sink()).orElseThrow();

            assertThat(request.lastEventId()).contains("e-18");
            assertThat(request.principal()).map(Principal::getName).contains("ann");
            assertThat(request.origin()).contains("https://app.example.org");
            assertThat(request.isHead()).isTrue();
            assertThat(request.remoteAddress()).isEmpty();
        });
    }

    @Test
    void withoutServletsAParameterResumesToo() {
        withoutServlets.jaxRsStarts(runtime.features);
        runtime.query.putSingle("lastEventId", "e-19");
        runtime.serve(() -> assertThat(
                        withoutServlets.of(runtime.sink()).orElseThrow().lastEventId())
                .contains("e-19"));
    }

    // On another thread.

    @Test
    void onAnotherThreadTheSinksOwnRequestIsFoundWhenTheRuntimeWrites() throws Exception {
        ofServlets.jaxRsStarts(runtime.features);
        servlets.requestHeaders.put("Last-Event-ID", "e-20");
        servlets.user = user("ann");
        servlets.sessionId = "s1";
        runtime.servletRequest = servlets.request;
        SseEventSink sink = runtime.sink();
        pass(response -> {
            servlets.asyncStarted = true;
            response.setContentType("text/event-stream");
        });
        servlets.requestHeaders.clear(); // the container has taken the request back
        servlets.user = null;

        StreamRequest request = elsewhere(() -> ofServlets.of(sink).orElseThrow());
        assertThat(request.lastEventId()).contains("e-20");
        assertThat(request.principal()).map(Principal::getName).contains("ann");
        assertThat(request.remoteAddress()).contains("192.0.2.7");
        List<String> ended = new CopyOnWriteArrayList<>();
        Sessions sessions = new Sessions();
        assertThat(request.joinSession(sessions, () -> ended.add("ended"))).isPresent();
        sessions.destroyed("s1");
        assertThat(ended).containsExactly("ended");
    }

    @Test
    void onAnotherThreadAPolicyIsAskedAboutTheSinksOwnUser() throws Exception {
        withoutServlets.jaxRsStarts(runtime.features);
        runtime.user = user("ann");
        SseEventSink sink = runtime.sink();

        Optional<StreamRequest> asked = elsewhere(() -> withoutServlets.with(sink, false, withoutServlets::get));
        assertThat(asked.orElseThrow().principal()).map(Principal::getName).contains("ann");
        assertThat(elsewhere(withoutServlets::get)).isEmpty();
    }

    @Test
    void onAnotherThreadClientsNameNoChannelsForAStreamThatIsOpen() {
        withoutServlets.jaxRsStarts(runtime.features);

        assertThatThrownBy(() -> elsewhere(() -> withoutServlets.with(runtime.sink(), true, () -> "joined")))
                .hasMessageContaining("Clients name channels in a request")
                .hasMessageContaining("subscribe its sink to the channel");
    }

    @Test
    void aSinkWhoseRequestCannotBeFoundIsRefusedWithTheMistakeAndTheCure() {
        withoutServlets.jaxRsStarts(runtime.features);
        runtime.writes = false;

        assertThatThrownBy(() -> elsewhere(() -> withoutServlets.of(runtime.sink())))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("which serves no request")
                .hasMessageContaining("could not resume")
                .hasMessageContaining("Subscribe the sink in the resource method, before that returns");
    }

    @Test
    void aSinkThatIsClosedIsSaidToBe() {
        SseEventSink closed = Fakes.fake(
                SseEventSink.class,
                (proxy, called, arguments) -> called.getName().equals("isClosed"));

        assertThatThrownBy(() -> withoutServlets.of(closed)).hasMessageContaining("The sink is closed");
    }

    // Mistakes.

    @Test
    void aMethodWithoutProducesIsRefusedByNameAndAnnotation() throws Exception {
        ofServlets.jaxRsStarts(runtime.features);
        runtime.resourceMethod = Prices.class.getDeclaredMethod("prices", SseEventSink.class);

        assertThatThrownBy(() -> runtime.serve(() -> ofServlets.of(runtime.sink())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RequestsTest$Prices.prices takes an SseEventSink, but has no @Produces")
                .hasMessageContaining("annotate it with @Produces(MediaType.SERVER_SENT_EVENTS)");
    }

    @Test
    void authorizationWithoutAUserIsToldOfOnceWithWhatMayBeMissing() {
        servlets.requestHeaders.put("Authorization", "Bearer x");
        try (LoggedLines log = new LoggedLines(Requests.class)) {
            runtime.serve(() -> {
                ofServlets.get();
                ofServlets.get();
            });

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING A request for channels has an Authorization header and yet no user")
                    .contains("@LoginConfig(authMethod = \"MP-JWT\")")
                    .contains("@ApplicationScoped");
        }
    }

    @Test
    void anApplicationThatDoesNotListTheFeatureIsToldOnce() {
        try (LoggedLines log = new LoggedLines(Requests.class)) {
            runtime.serve(() -> {
                ofServlets.of(runtime.sink());
                ofServlets.of(runtime.sink());
            });

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING JAX-RS has not found RivuletFeature")
                    .contains("lists dev.rivulet.server.RivuletFeature too");
        }
    }

    @Test
    void aSessionThatEndsWhileItIsReadEndsTheStream() {
        servlets.sessionId = "s2";
        servlets.sessionIsInvalid = true;
        List<String> ended = new CopyOnWriteArrayList<>();
        StreamRequest request = new ServletStreamRequest(servlets.request, Optional.empty());

        assertThat(request.joinSession(new Sessions(), () -> ended.add("ended")))
                .isEmpty();
        assertThat(ended).containsExactly("ended");
    }

    private Requests requests(Optional<ServletRequests> ofContainer) {
        return new Requests(ofContainer, noOrigin, refusals, Duration.ofMillis(200));
    }

    private void pass(java.util.function.Consumer<jakarta.servlet.ServletResponse> resource) throws Exception {
        FilterChain chain = (request, response) -> resource.accept(response);
        new HandOverFilter(Optional::empty).doFilter(servlets.request, servlets.response, chain);
    }

    private static <T> T elsewhere(java.util.function.Supplier<T> action) throws CompletionException {
        return CompletableFuture.supplyAsync(action).join();
    }

    private static Principal user(String name) {
        return () -> name;
    }

    /** As a beginner writes it. */
    static class Prices {
        @GET
        void prices(@Context @Nullable SseEventSink sink) {
            // Never called.
        }
    }
}
