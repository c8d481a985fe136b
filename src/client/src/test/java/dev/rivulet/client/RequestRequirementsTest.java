/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
    @CsvSource({"?x=1, /events?x=1", "other, /other", "'', /events", "#f, /events", "//127.0.0.1:%d/c, /c"})
    void r09RelativeLocationsResolve(String location, String target) {
        Recorder recorder = open(Way.JDK);
        server.next().redirect("302 Found", location.replace("%d", Integer.toString(server.port())));
        ScriptedExchange exchange = server.next().stream();
        assertThat(exchange.request().target()).isEqualTo(target);
        recorder.opened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/", "http://this is no url/", "mailto:x"})
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
    void r10CredentialsGoAlongWithCredentials(Way way) {
        ScriptedServer other = closing(new ScriptedServer());
        open(way, builder -> builder.withCredentials(true).header("Authorization", "Bearer secret"));
        server.next().redirect("302 Found", other.uri("/x").toString(), "Set-Cookie: stored=2; Path=/");
        RecordedRequest second = other.next().request();
        assertThat(second.header("Authorization")).hasValue("Bearer secret");
        assertThat(second.header("Cookie")).get().asString().contains("stored=2"); // cookies know no ports
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
    void r11IdThatTheTransportCannotCarryIsAClearErrorAndNotAWrongId() {
        Recorder recorder = open(Way.JDK);
        accept(recorder).write("id:\u2026\ndata:a\n\n").end();
        recorder.message();
        recorder.interrupted();
        time.passToTimer();
        assertThat(recorder.failed().cause())
                .get()
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
