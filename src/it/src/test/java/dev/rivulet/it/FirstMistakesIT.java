/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.TestApplication;
import dev.rivulet.it.app.mistakes.Events;
import dev.rivulet.it.app.mistakes.ListingApplication;
import dev.rivulet.it.app.mistakes.MistakenResource;
import dev.rivulet.it.app.mistakes.SwallowingFilter;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.Wars;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What beginners do, what still works then, and what the log says about it. One server has all of it. */
class FirstMistakesIT {

    private static final String PAGE = "https://app.example.org";

    private static PayaraMicroProcess server;

    @BeforeAll
    static void startServer() {
        server = new PayaraMicroProcess(
                        "first-mistakes",
                        Wars.saved(war("plain").addClasses(TestApplication.class, Events.class)),
                        Wars.saved(war("swallowed").addClasses(TestApplication.class, SwallowingFilter.class)),
                        Wars.saved(war("listed").addClass(ListingApplication.class)),
                        withWebXml("complete", " metadata-complete='true'", ""),
                        withWebXml("ordered", "", "<absolute-ordering/>"))
                .start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void aMethodWithoutProducesIsNamedAtTheStartAndWhenItIsCalled() {
        try (RawStream answer = server.app("plain").stream("api/mistaken/forgotten")) {
            assertThat(answer.status()).isEqualTo(500);
        }
        awaitLogged(
                MistakenResource.class.getName()
                        + ".forgotten takes an SseEventSink, but has no @Produces: annotate it with @Produces(MediaType.SERVER_SENT_EVENTS)");
    }

    @Test
    void withoutAPolicyTheStartAndTheRefusalSaySo() {
        try (RawStream answer = server.app("plain").stream("api/events?channel=prices")) {
            assertThat(answer.status()).isEqualTo(403);
        }
        awaitLogged("are refused (403), since the application has no ChannelPolicy: a bean that implements");
        awaitLogged("Refused with 403: GET http://");
    }

    @Test
    void theStartSaysWhichChannelsThereAreAndWhichWayTheyGo() {
        awaitLogged("starts with the channels [prices]");
        awaitLogged("Streams of /plain go out through the servlet output, non-blocking");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "listed", "complete", "ordered", "swallowed"})
    void everyStreamHasItsHeadersWhateverThePackaging(String application) {
        for (String path : List.of("api/mistaken", "api/mistaken/greeting")) {
            try (RawStream stream = server.app(application).stream(path, "Origin: " + PAGE)) {
                assertThat(stream.status()).isEqualTo(200);
                assertThat(stream.header("Cache-Control")).hasValue("no-cache, no-transform");
                assertThat(stream.header("X-Accel-Buffering")).hasValue("no");
                assertThat(stream.header("Access-Control-Allow-Origin")).hasValue(PAGE);
                assertThat(stream.nextEvent().data()).isIn("state", "welcome");
            }
        }
    }

    @Test
    void aBrowserMayAskFirstForAnyStream() {
        try (RawStream answer = RawStream.options(
                server.app("plain").root().resolve("api/mistaken"),
                "Origin: " + PAGE,
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: authorization")) {
            assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(PAGE);
            assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow())
                    .contains("GET");
            assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow())
                    .contains("Authorization");
        }
    }

    @Test
    void aListenerThatAFilterSwallowsIsNamedAndTheStreamComesOnce() {
        try (RawStream stream = server.app("swallowed").stream("api/mistaken")) {
            assertThat(stream.nextBlock()).startsWith("retry: ");
            assertThat(stream.nextEvent().data()).isEqualTo("state");
        }
        awaitLogged("The write listener of " + SwallowingFilter.class.getName() + "$CountingOutput is never called");
    }

    @Test
    void anApplicationThatListsItsClassesIsToldOfTheFeature() {
        try (RawStream stream = server.app("listed").stream("api/mistaken")) {
            stream.nextEvent();
        }
        awaitLogged("JAX-RS has not found RivuletFeature: an Application that lists its classes");
    }

    @Test
    void aFragmentThatIsNotReadIsMadeUpForOrTheLinesForWebXmlAreSaid() {
        awaitLogged("Streams of /complete go out through the servlet output");
        server.app("ordered").stream("api/mistaken").close();
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(server.log())
                        .containsPattern(
                                "Streams of /ordered go out through (the servlet output|SseEventSink[^\\n]*Add to"
                                        + " web.xml: <filter>)"));
    }

    private static void awaitLogged(String text) {
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(server.log()).contains(text));
    }

    private static Path withWebXml(String name, String attributes, String content) {
        return Wars.saved(war(name)
                .addClass(TestApplication.class)
                .setWebXML(new StringAsset("<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'"
                        + attributes + ">" + content + "</web-app>")));
    }

    private static WebArchive war(String name) {
        return Wars.withRivulet(name, "rivulet.cors.origins=" + PAGE).addClass(MistakenResource.class);
    }
}
