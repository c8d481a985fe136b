/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.client.internal.SentId;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements 8 to 11: the request. */
class RequestRequirementsTest extends ScriptedTest {

    @ParameterizedTest
    @EnumSource
    void r08EveryAttemptIsAGetForAnUncachedStream(Way way) {
        Recorder recorder = open(way, server.uri("/events?a=b%20c&d=%2F"), builder -> builder);
        for (int attempt = 1; attempt <= 3; attempt++) {
            ScriptedExchange exchange = server.next().stream();
            RecordedRequest request = exchange.request();
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.target()).isEqualTo("/events?a=b%20c&d=%2F");
            assertThat(request.header("Accept")).hasValue("text/event-stream");
            assertThat(request.header("Cache-Control")).hasValue("no-cache");
            assertThat(request.header("Pragma")).hasValue("no-cache");
            assertThat(request.header("Last-Event-ID")).isEmpty();
            assertThat(recorder.opened().attempt()).isEqualTo(attempt);
            exchange.end();
            recorder.interrupted();
            time.passToTimer();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JDK, 301 Moved Permanently", "JDK, 302 Found", "JDK, 303 See Other", "JDK, 307 Temporary Redirect",
        "JDK, 308 Permanent Redirect", "JAX_RS, 301 Moved Permanently", "JAX_RS, 302 Found", "JAX_RS, 303 See Other",
        "JAX_RS, 307 Temporary Redirect", "JAX_RS, 308 Permanent Redirect"
    })
    void r09RedirectsAreFollowedAndTheLastOriginCounts(Way way, String status) {
        ScriptedServer other = closing(new ScriptedServer());
        Recorder recorder = open(way);
        server.next().redirect(status, "http://127.0.0.1:" + other.port() + "/moved");
        ScriptedExchange moved = other.next();
        assertThat(moved.request().target()).isEqualTo("/moved");
        assertThat(moved.request().header("Accept")).hasValue("text/event-stream");
        moved.stream().write("data:a\n\n");
        assertThat(recorder.opened().url()).isEqualTo(other.uri("/moved"));
        assertThat(recorder.message().origin()).isEqualTo("http://127.0.0.1:" + other.port());
        moved.end();
        recorder.interrupted();
        time.passToTimer();
        assertThat(server.next().request().target()).isEqualTo("/events"); // from the start again
    }

    @ParameterizedTest
    @EnumSource
    void r08PragmaOfTheApplicationComesBeforeFetchs(Way way) {
        open(way, builder -> builder.header("pragma", "mine"));
        assertThat(server.next().request().header("Pragma")).hasValue("mine");
    }

    @ParameterizedTest
    @EnumSource
    void r09LocationsAreWhatTheUrlStandardTakes(Way way) {
        Recorder recorder = open(way);
        server.next().redirect("302 Found", "/a/../b c/./caf\u00e9?d e#f");
        ScriptedExchange exchange = server.next().stream();
        assertThat(exchange.request().target()).isEqualTo("/b%20c/caf%C3%A9?d%20e");
        recorder.opened();
    }

    @ParameterizedTest
    @CsvSource({"?x=1, /events?x=1", "other, /other", "'', /events", "#f, /events", "//127.0.0.1:%d/c, /c"})
    void r09RelativeLocationsResolve(String location, String target) {
        Recorder recorder = open(Way.JDK);
        server.next().redirect("302 Found", location.replace("%d", Integer.toString(server.port())));
        ScriptedExchange exchange = server.next().stream();
        assertThat(exchange.request().target()).isEqualTo(target);
        recorder.opened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/", "http://this is no url/", "mailto:x", "http://127.0.0.1:70000/"})
    void r09RedirectThatCannotBeFollowedIsANetworkError(String location) {
        Recorder recorder = open(Way.JDK);
        server.next().redirect("302 Found", location);
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(IOException.class);
        time.passToTimer();
        server.next().stream();
        recorder.opened();
    }

    @ParameterizedTest
    @EnumSource
    void r09EndlessRedirectsEnd(Way way) {
        Recorder recorder = open(way);
        for (int i = 0; i <= 20; i++) {
            server.next().redirect("302 Found", "/" + i);
        }
        assertThat(recorder.interrupted().cause()).get().asString().contains("20 redirects");
    }

    @Test
    void r09RedirectWithoutLocationIsAFailure() {
        Recorder recorder = open(Way.JDK);
        server.next().answer("302 Found");
        assertThat(recorder.failed().status()).hasValue(302);
    }

    @ParameterizedTest
    @EnumSource
    void r10CredentialsStayWithTheirOrigin(Way way) {
        ScriptedServer other = closing(new ScriptedServer());
        open(
                way,
                builder -> builder.header("Authorization", "Bearer secret")
                        .header("Cookie", "own=1")
                        .header("X-Plain", "kept"));
        ScriptedExchange first = server.next();
        assertThat(first.request().header("Authorization")).hasValue("Bearer secret");
        assertThat(first.request().header("Cookie")).hasValue("own=1");
        first.redirect("307 Temporary Redirect", other.uri("/x").toString(), "Set-Cookie: stored=2");
        ScriptedExchange second = other.next();
        assertThat(second.request().header("Authorization")).isEmpty();
        assertThat(second.request().header("Cookie")).isEmpty();
        assertThat(second.request().header("X-Plain")).hasValue("kept");
        second.redirect("307 Temporary Redirect", server.uri("/back").toString());
        ScriptedExchange back = server.next(); // by the word of another origin
        assertThat(back.request().header("Authorization")).isEmpty();
        assertThat(back.request().header("Cookie")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void r10CookiesGoAlongWithCredentialsAndAuthorizationNever(Way way) {
        ScriptedServer other = closing(new ScriptedServer());
        open(
                way,
                builder -> builder.withCredentials(true)
                        .header("authorization", "Bearer secret")
                        .header("Proxy-Authorization", "Basic secret")
                        .header("Cookie", "own=1"));
        server.next().redirect("302 Found", other.uri("/x").toString(), "Set-Cookie: stored=2; Path=/");
        ScriptedExchange second = other.next();
        assertThat(second.request().header("Authorization")).isEmpty();
        assertThat(second.request().header("Proxy-Authorization")).isEmpty();
        assertThat(second.request().header("Cookie"))
                .get()
                .asString()
                .contains("own=1")
                .contains("stored=2"); // cookies know no ports
        second.redirect("302 Found", server.uri("/back").toString());
        RecordedRequest back = server.next().request();
        assertThat(back.header("Authorization")).as("once dropped").isEmpty();
        assertThat(back.header("Cookie")).get().asString().contains("stored=2");
    }

    @ParameterizedTest
    @EnumSource
    void r10CredentialsOfTheUrlAreSentAsBasicAuthentication(Way way) {
        ScriptedServer other = closing(new ScriptedServer());
        URI uri = URI.create("http://j%C3%BCrgen:a%3Ab@127.0.0.1:" + server.port() + "/events?a=b");
        Recorder recorder = open(way, uri, builder -> builder);
        ScriptedExchange first = server.next();
        assertThat(first.request().header("Authorization"))
                .hasValue("Basic " + Base64.getEncoder().encodeToString("j\u00fcrgen:a:b".getBytes(UTF_8)));
        assertThat(first.request().target()).isEqualTo("/events?a=b");
        assertThat(recorder.source().url()).isEqualTo(uri);
        assertThat(recorder.source()).asString().doesNotContain("a%3Ab");
        first.redirect("307 Temporary Redirect", other.uri("/x").toString());
        assertThat(other.next().request().header("Authorization")).isEmpty();
    }

    @Test
    void r10HeaderOfTheApplicationComesBeforeTheUrlsCredentials() {
        URI uri = URI.create("http://user:secret@127.0.0.1:" + server.port() + "/");
        open(Way.JDK, uri, builder -> builder.header("AUTHORIZATION", "Bearer mine"));
        assertThat(server.next().request().header("Authorization")).hasValue("Bearer mine");
    }

    @Test
    void r10RedirectThatCarriesCredentialsIsANetworkErrorThatKeepsThem() {
        Recorder recorder = open(Way.JDK);
        server.next().redirect("302 Found", "http://user:secret@127.0.0.1:" + server.port() + "/x");
        assertThat(recorder.interrupted().cause())
                .get()
                .asString()
                .contains("credentials")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @EnumSource
    void r10CookiesAreExpectedBackOnReconnect(Way way) {
        Recorder recorder = open(way);
        ScriptedExchange first = server.next();
        assertThat(first.request().header("Cookie")).isEmpty();
        first.stream(
                        "Set-Cookie: session=a; Path=/; HttpOnly",
                        "Set-Cookie: lane=3; Path=/",
                        "Set-Cookie: far=1; Path=/far")
                .end();
        recorder.opened();
        recorder.interrupted();
        time.passToTimer();
        assertThat(server.next().request().header("Cookie"))
                .get()
                .asString()
                .contains("session=a")
                .contains("lane=3")
                .doesNotContain("far");
    }

    @ParameterizedTest
    @EnumSource
    void r10SourcesShareNoCookies(Way way) {
        Recorder recorder = open(way);
        server.next().stream("Set-Cookie: session=a; Path=/");
        recorder.opened();
        open(way);
        assertThat(server.next().request().header("Cookie")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void r11LastEventIdGoesOutUnchanged(Way way) {
        String id = "<b>" + "x".repeat(248) + "\t ;,";
        Recorder recorder = open(way);
        accept(recorder).write("id:" + id + "\ndata:a\n\n").end();
        assertThat(recorder.message().lastEventId()).hasSize(255);
        recorder.interrupted();
        time.passToTimer();
        ScriptedExchange second = server.next().stream();
        assertThat(second.request().header("Last-Event-ID")).hasValue(id);
        recorder.opened();
        second.write("id\n\n").end();
        recorder.interrupted();
        time.passToTimer();
        assertThat(server.next().request().header("Last-Event-ID")).isEmpty();
    }

    /** What JAX-RS clients can carry differs by client: the matrix has a test for each. */
    @Test
    void r11SourceResumesAfterTheLastIdThatItsTransportCanCarry() {
        Recorder recorder = open(Way.JDK);
        accept(recorder)
                .write("id:1\ndata:a\n\nid:\u2026\ndata:b\n\nid:\u20ac\ndata:c\n\n")
                .end();
        recorder.message();
        recorder.message();
        assertThat(recorder.message().lastEventId()).isEqualTo("\u20ac");
        recorder.interrupted();
        assertThat(recorder.source().lastEventId()).isEqualTo("\u20ac");
        time.passToTimer();
        ScriptedExchange second = server.next().stream();
        assertThat(second.request().header("Last-Event-ID")).hasValue("1");
        recorder.opened();
        second.write("id:2\ndata:d\n\n").end();
        recorder.message();
        recorder.interrupted();
        time.passToTimer();
        ScriptedExchange third = server.next().stream();
        assertThat(third.request().header("Last-Event-ID")).hasValue("2");
        recorder.opened();
        third.write("id\n\n").end(); // which is cleared, and that can be sent
        recorder.interrupted();
        time.passToTimer();
        assertThat(server.next().request().header("Last-Event-ID")).isEmpty();
    }

    @Test
    void r11SourceThatHasHadNoIdToSendBeginsAnew() {
        Recorder recorder = open(Way.JDK);
        accept(recorder).write("id:\u2026\ndata:a\n\n").end();
        recorder.message();
        recorder.interrupted();
        time.passToTimer();
        assertThat(server.next().request().header("Last-Event-ID")).isEmpty();
    }

    @Test
    void r11SourceSaysOnceThatItCannotSendAnId() {
        try (RecordedLog log = RecordedLog.of(SentId.class)) {
            Recorder recorder = open(Way.JDK);
            for (int i = 0; i < 3; i++) {
                accept(recorder).write("id:\u2026" + i + "\ndata:a\n\n").end();
                recorder.message();
                recorder.interrupted();
                time.passToTimer();
            }
            accept(recorder);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("\u20260")
                    .contains("visible ASCII");
        }
    }

    /** There is none before it to resume after. */
    @Test
    void r11FirstIdOfTheApplicationThatTheTransportCannotCarryIsAClearErrorAndNotAWrongId() {
        Recorder recorder = open(Way.JDK, builder -> builder.lastEventId("\u2026"));
        assertThat(recorder.failed().cause())
                .get()
                .isInstanceOf(UnsendableRequestException.class)
                .asString()
                .contains("Last-Event-ID")
                .contains("\u2026");
        assertThat(server.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0"})
    void r11FirstIdThatNoServerCanHaveSentIsRefused(String id) {
        EventSourceBuilder builder = EventSource.builder("http://127.0.0.1/");
        assertThatThrownBy(() -> builder.lastEventId(id)).isInstanceOf(IllegalArgumentException.class);
    }
}
