/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.internal.config.CrossOrigin;
import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filter makes of responses, whatever resources, runtimes and other filters do with them. */
class HandOverFilterTest {

    private static final String PAGE = "https://app.example.org";

    private final FakeServlets servlets = new FakeServlets();
    private final List<String> told = new ArrayList<>();
    private final HandOverFilter filter = new HandOverFilter(() -> Optional.of(new CrossOrigin(Set.of(PAGE), true)));

    // Headers.

    @ParameterizedTest
    @ValueSource(strings = {"setContentType", "setHeader", "addHeader"})
    void everyStreamHasItsHeadersInTheMomentItBecomesOne(String way) throws Exception {
        run(response -> {
            switch (way) {
                case "setContentType" -> response.setContentType("text/event-stream");
                case "setHeader" -> response.setHeader("content-type", "text/event-stream;charset=UTF-8");
                default -> response.addHeader("Content-Type", "text/event-stream");
            }
            assertThat(servlets.sentHeader("Cache-Control")).isEqualTo("no-cache, no-transform");
            assertThat(servlets.sentHeader("X-Accel-Buffering")).isEqualTo("no");
        });
    }

    @Test
    void anotherResponseHasNone() throws Exception {
        servlets.requestHeaders.put("Origin", PAGE);
        run(response -> response.setContentType("application/json"));

        assertThat(servlets.responseHeaders).isEmpty();
    }

    @Test
    void theApplicationsOwnHeadersCountBeforeAndAfterwards() throws Exception {
        servlets.requestHeaders.put("Origin", PAGE);
        run(response -> {
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "yes");
            response.setContentType("text/event-stream");
            assertThat(servlets.sentHeader("Cache-Control")).isEqualTo("no-store, no-transform");
            response.setHeader("Cache-Control", "private");
            response.addHeader("Cache-Control", "must-revalidate");
            response.addHeader("Access-Control-Allow-Origin", "*");
            response.setHeader("Vary", "Accept");
        });

        assertThat(servlets.sentHeader("Cache-Control")).isEqualTo("private, no-cache, no-transform, must-revalidate");
        assertThat(servlets.sentHeader("X-Accel-Buffering")).isEqualTo("yes");
        assertThat(servlets.sentHeader("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(servlets.sentHeader("Vary")).isEqualTo("Accept, Origin");
    }

    @Test
    void aCommittedResponseIsLeftAlone() throws Exception {
        servlets.committed = true;
        run(response -> response.setContentType("text/event-stream"));

        assertThat(servlets.responseHeaders).isEmpty();
    }

    @Test
    void pagesOfAllowedOriginsMayReadEveryStream() throws Exception {
        servlets.requestHeaders.put("Origin", PAGE);
        run(response -> response.setContentType("text/event-stream"));

        assertThat(servlets.sentHeader("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(servlets.sentHeader("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(servlets.sentHeader("Vary")).isEqualTo("Origin");
    }

    @Test
    void pagesOfOtherOriginsMayNot() throws Exception {
        servlets.requestHeaders.put("Origin", "https://elsewhere.example.org");
        run(response -> response.setContentType("text/event-stream"));

        assertThat(servlets.sentHeader("Access-Control-Allow-Origin")).isNull();
        assertThat(servlets.sentHeader("Vary")).isEqualTo("Origin");
    }

    @Test
    void aRefusalOfAStreamCanBeReadTooEvenAfterAReset() throws Exception {
        servlets.requestHeaders.put("Origin", PAGE);
        servlets.requestHeaders.put("Accept", "text/event-stream");
        run(response -> {
            response.reset();
            response.setContentType("application/problem+json");
        });

        assertThat(servlets.sentHeader("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(servlets.sentHeader("Cache-Control")).isNull();
    }

    @Test
    void aBrowserThatAsksFirstIsToldWhatIsAllowed() throws Exception {
        servlets.method = "OPTIONS";
        servlets.requestHeaders.put("Origin", PAGE);
        servlets.requestHeaders.put("Access-Control-Request-Method", "GET");
        run(response -> response.setHeader("Allow", "GET"));

        assertThat(servlets.sentHeader("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(servlets.sentHeader("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(servlets.sentHeader("Access-Control-Allow-Headers")).contains("Authorization", "Last-Event-ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE"})
    void aPreflightOfAnythingThatChangesSomethingIsTheApplications(String wanted) throws Exception {
        servlets.method = "OPTIONS";
        servlets.requestHeaders.put("Origin", PAGE);
        servlets.requestHeaders.put("Access-Control-Request-Method", wanted);
        run(response -> response.setHeader("Allow", "GET, POST"));

        assertThat(servlets.sentHeader("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void aPreflightOfAnotherOriginIsNotAnswered() throws Exception {
        servlets.method = "OPTIONS";
        servlets.requestHeaders.put("Origin", "https://elsewhere.example.org");
        servlets.requestHeaders.put("Access-Control-Request-Method", "GET");
        run(response -> response.setHeader("Allow", "GET"));

        assertThat(servlets.responseHeaders.keySet()).noneMatch(name -> name.startsWith("Access-Control-"));
    }

    @Test
    void aFilterThatIsDeclaredTwiceWorksOnce() throws Exception {
        run(outer -> filter.doFilter(servlets.request, outer, (request, inner) -> {
            assertThat(inner).isSameAs(outer);
            register();
            inner.setContentType("text/event-stream");
            servlets.asyncStarted = true;
        }));
        servlets.writeListener.onWritePossible();

        assertThat(told).containsExactly("opened", "ready");
    }

    // Streams.

    @Test
    void aStreamOpensWhenItsOutputCanBeWritten() throws Exception {
        runStream();
        assertThat(told).isEmpty();
        assertThat(servlets.timeout).isZero();
        servlets.writeListener.onWritePossible();
        servlets.writeListener.onWritePossible();

        assertThat(told).containsExactly("opened", "ready", "ready");
    }

    @Test
    void aResponseThatIsNoStreamAfterAllIsNamedWithWhatItsMethodLacks() throws Exception {
        try (LoggedLines log = new LoggedLines(HandOver.class)) {
            run(response -> {
                register();
                response.setContentType("application/json");
                servlets.asyncStarted = true;
            });

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING GET /shop/api/prices registered a sink, but answers with application/json")
                    .contains("@Produces(\"text/event-stream\")");
        }
        assertThat(told).containsExactly("gone: The response is application/json and no stream");
    }

    @Test
    void aRequestThatCannotBeAsynchronousIsNamedWithWhatToDeclare() {
        servlets.asyncSupported = false;

        assertThatThrownBy(() -> run(response -> register()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("GET /shop/api/prices")
                .hasMessageContaining("<async-supported>true</async-supported>")
                .hasMessageContaining("The servlet is Rest");
    }

    @Test
    void anEncodedStreamIsWarnedOfOnce() throws Exception {
        try (LoggedLines log = new LoggedLines(EncodedStreams.class)) {
            for (int i = 0; i < 2; i++) {
                FakeServlets another = new FakeServlets();
                HandOver handOver = HandOver.begin(
                        servlets.request, new StreamResponse(another.response, () -> java.util.Map.of()), false);
                another.response.setContentType("text/event-stream");
                another.response.setHeader("Content-Encoding", "gzip");
                servlets.asyncStarted = true;
                servlets.asyncResponse = another.response;
                handOver.register(new Sink(), new Owner(), new SinkThreads(Runnable::run, Runnable::run));
                handOver.finish();
            }

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING The stream /shop/api/prices has Content-Encoding: gzip.")
                    .contains("Jersey's GZipEncoder never does")
                    .contains("leave text/event-stream out of the compression");
        }
    }

    @Test
    void aBrowserThatHoldsSixStreamsOverHttp11IsToldOfOnce() throws Exception {
        servlets.requestHeaders.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)");
        try (LoggedLines log = new LoggedLines(BrowserConnections.class)) {
            for (int i = 0; i < 5; i++) {
                runStream();
            }
            assertThat(log.lines()).isEmpty();
            servlets.complete(); // none is open any more
            for (int i = 0; i < 5; i++) {
                runStream();
            }
            assertThat(log.lines()).isEmpty();
            runStream();
            runStream();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("INFO A browser at 192.0.2.7 holds 6 streams over HTTP/1.1")
                    .contains("Serve the pages over HTTP/2")
                    .contains("Channels.subscribe");
        }
    }

    @Test
    void streamsOverHttp2AreNotCountedAndNeitherAreOtherClients() throws Exception {
        try (LoggedLines log = new LoggedLines(BrowserConnections.class)) {
            for (int i = 0; i < 10; i++) {
                runStream();
            }
            servlets.requestHeaders.put("User-Agent", "Mozilla/5.0");
            servlets.protocol = "HTTP/2.0";
            for (int i = 0; i < 10; i++) {
                runStream();
            }

            assertThat(log.lines()).isEmpty();
        }
    }

    // Sessions.

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSessionThatEndsBeforeTheResourceAsksForItEndsTheStream(boolean idOutlivesIt) throws Exception {
        servlets.requestHeaders.put("Accept", "text/html, text/event-stream");
        servlets.sessionId = "s1";
        servlets.idOutlivesSession = idOutlivesIt;
        run(response -> {
            servlets.sessionIsHidden = true;
            servlets.sessionIsInvalid = true;
            joinSession();
        });

        assertThat(told).containsExactly("session ended");
    }

    @Test
    void aSessionThatOnlyTheContainerKnowsEndsNoStreamWhileItLasts() throws Exception {
        servlets.requestHeaders.put("Accept", "text/event-stream");
        servlets.sessionId = "s1";
        run(response -> {
            servlets.sessionIsHidden = true; // by a filter that has sessions of its own
            joinSession();
        });

        assertThat(told).isEmpty();
    }

    @Test
    void openLibertysResponseIsWrittenByWorkersWithoutAWriteListener() throws Exception {
        servlets.serverInfo = "IBM WebSphere Liberty/26.0.0.3";
        runStream();

        assertThat(told).containsExactly("opened", "ready");
        assertThat(servlets.writeListener).isNull();
    }

    @Test
    void aRequestThatAsksForNoStreamProlongsNoSession() throws Exception {
        servlets.requestHeaders.put("Accept", "application/json");
        servlets.sessionId = "s1";
        run(response -> response.setContentType("application/json"));

        assertThat(servlets.sessionsAskedFor).isZero();
    }

    private void joinSession() {
        new ServletStreamRequest(servlets.request, Optional.empty())
                .joinSession(new Sessions(), () -> told.add("session ended"));
    }

    private void runStream() throws IOException, ServletException {
        servlets.request.setAttribute(StreamFilter.HANDED_OVER, null); // another request
        run(response -> {
            register();
            response.setContentType("text/event-stream");
            servlets.asyncStarted = true;
        });
    }

    private void register() {
        new ServletStreamRequest(servlets.request, Optional.empty())
                .open(new Sink(), new Owner(), new SinkThreads(Runnable::run, Runnable::run));
    }

    private void run(Resource resource) throws IOException, ServletException {
        FilterChain chain = (request, response) -> resource.answer((HttpServletResponse) response);
        filter.doFilter(servlets.request, servlets.response, chain);
    }

    private interface Resource {
        void answer(HttpServletResponse response) throws IOException, ServletException;
    }

    private final class Owner implements StreamOwner {
        @Override
        public void opened(EventStream stream) {
            told.add("opened");
        }

        @Override
        public void ready() {
            told.add("ready");
        }

        @Override
        public void gone(@Nullable Throwable cause) {
            told.add("gone: " + (cause == null ? "" : cause.getMessage()));
        }
    }

    private static final class Sink implements SseEventSink {
        @Override
        public boolean isClosed() {
            return false;
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            // Nobody listens.
        }
    }
}
