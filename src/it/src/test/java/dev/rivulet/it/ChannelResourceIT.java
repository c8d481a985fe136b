/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.secured.PublicOrTrader;
import dev.rivulet.it.app.secured.Users;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The ready-made resource, which an application declares in one line: what it answers, to whom, and to pages of whom. */
@ArquillianTest
class ChannelResourceIT {

    private static final String APP = "https://app.example.org";

    @Inject
    Channels channels;

    @Inject
    PublicOrTrader policy;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.application(
                        "resource",
                        "rivulet.stream.heartbeat=1d",
                        "rivulet.limit.channels-per-principal=2",
                        "rivulet.cors.origins=" + APP + ",https://other.example.org:8443",
                        "rivulet.cors.credentials=true",
                        "rivulet.stream.channels=50",
                        "rivulet.limit.last-event-id=200"))
                .addPackage(Users.class.getPackage());
    }

    // What it answers.

    @Test
    void streamsOneChannel() {
        EventChannel news = channels.get(ChannelName.of("public-news"));
        try (RawStream stream = loopback.api().stream("events?channel=public-news")) {
            assertThat(stream.status()).isEqualTo(200);
            stream.nextBlock();
            Position position = news.publish("hot");

            assertThat(stream.nextEvent()).isEqualTo(new ReceivedEvent("message", "hot", position.toString()));
        }
    }

    @Test
    void streamsSeveralChannelsAndResumesThem() {
        EventChannel a = channels.get(ChannelName.of("public-a"));
        EventChannel b = channels.get(ChannelName.of("public-b"));
        String id;
        try (RawStream stream = loopback.api().stream("events?channel=public-a&channel=public-b")) {
            stream.nextBlock();
            a.publish("a1");
            assertThat(stream.nextEvent()).extracting(ReceivedEvent::type).isEqualTo("public-a");
            id = stream.lastEventId();
        }
        b.publish("b1");
        try (RawStream stream =
                loopback.api().stream("events?channel=public-a&channel=public-b", "Last-Event-ID: " + id)) {
            assertThat(stream.nextEvent())
                    .extracting(ReceivedEvent::type, ReceivedEvent::data)
                    .containsExactly("public-b", "b1");
        }
    }

    @Test
    void listsWhatTheCallerMaySeeAndNothingElse() {
        for (String name :
                List.of("public-seen", "public-unlisted", "user-lisa", "user-leo", "desk-list", "secret-l")) {
            channels.get(ChannelName.of(name));
        }
        assertThat(listed()).contains("public-seen").doesNotContain("public-unlisted", "user-lisa", "desk-list");
        assertThat(listed(basic("lisa")))
                .contains("public-seen", "user-lisa")
                .doesNotContain("user-leo", "desk-list", "secret-l")
                .isSorted();
        assertThat(listed(basic("tina"))).contains("desk-list");
    }

    @Test
    void tellsWhereChannelsStandSoThatNothingIsMissedAfterwards() {
        EventChannel one = channels.get(ChannelName.of("public-one"));
        EventChannel two = channels.get(ChannelName.of("public-two"));
        Position state = one.publish("in the state");
        JsonObject single = json("events?channel=public-one");
        JsonObject both = json("events?channel=public-one&channel=public-two");
        one.publish("after the state");
        two.publish("after the state, too");

        assertThat(single.getString("lastEventId")).isEqualTo(state.toString());
        assertThat(both.getJsonObject("positions").getString("public-one")).isEqualTo(state.toString());
        try (RawStream stream =
                loopback.api().stream("events?channel=public-one&lastEventId=" + single.getString("lastEventId"))) {
            assertThat(stream.nextEvent().data()).isEqualTo("after the state");
        }
        try (RawStream stream = loopback.api().stream(
                "events?channel=public-one&channel=public-two&lastEventId=" + both.getString("lastEventId"))) {
            assertThat(List.of(stream.nextEvent().data(), stream.nextEvent().data()))
                    .containsExactlyInAnyOrder("after the state", "after the state, too");
        }
    }

    @Test
    void listAndPositionsAreNotStored() {
        channels.get(ChannelName.of("public-fresh"));
        for (String path : List.of("events", "events?channel=public-fresh")) {
            try (RawStream answer = loopback.api().answer(path)) {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("Cache-Control")).hasValue("no-store");
            }
        }
    }

    // Refusals.

    @Test
    void everyRefusalIsAProblemDocument() {
        channels.get(ChannelName.of("secret"));
        channels.get(ChannelName.of("public-blind"));
        assertProblem("events", 400, "Name at least one channel.");
        assertProblem("events?channel=secret", 403, "You may not subscribe to the channel");
        assertProblem("events?channel=no-such-secret", 403, "You may not subscribe to the channel");
        assertJsonProblem("events?channel=secret", 403, "You may not see the channel");
        assertJsonProblem("events?channel=public-blind", 403, "You may not see the channel");
        assertProblem("events?channel=public-unknown", 404, "There is no channel");
        assertJsonProblem("events?channel=public-unknown", 404, "There is no channel");
        assertProblem("events?channel=public-blind&channel=secret", 403, "You may not");
        assertProblem("events?channel=", 403, "You may not");
    }

    @Test
    void aLongNameIsNotRepeatedWhole() {
        try (RawStream answer = loopback.api().stream("events?channel=public" + "x".repeat(3_000))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).hasSizeLessThan(400).contains("xxx...");
        }
    }

    @Test
    void moreChannelsThanAStreamCarriesAre400() {
        StringBuilder query = new StringBuilder("events?");
        for (int i = 0; i < 50; i++) {
            String name = "public-many-" + i;
            channels.get(ChannelName.of(name));
            query.append("channel=").append(name).append('&');
        }
        try (RawStream stream = loopback.api().stream(query.toString())) {
            assertThat(stream.status()).isEqualTo(200);
        }
        assertProblem(query + "channel=public-many", 400, "up to 50 channels");
        assertJsonProblem(query + "channel=public-many", 400, "up to 50 channels");
    }

    @Test
    void anIdThatIsTooLongIs400() {
        channels.get(ChannelName.of("public-id"));
        assertProblem("events?channel=public-id&lastEventId=" + "i".repeat(201), 400, "201 characters");
        try (RawStream stream = loopback.api().stream("events?channel=public-id&lastEventId=" + "i".repeat(200))) {
            assertThat(stream.nextEvent().type()).isEqualTo("rivulet:gap");
        }
    }

    @Test
    void namesFromOutsideMakeNoChannel() {
        Set<ChannelName> before = channels.names();
        for (String name : List.of("public-made", "public%0Aevent:x", "public%00", "public/../x", "public%20%22")) {
            try (RawStream refused = loopback.api().stream("events?channel=" + name);
                    RawStream refusedToo = loopback.api().answer("events?channel=" + name)) {
                assertThat(refused.status()).isEqualTo(404);
                assertThat(refusedToo.status()).isEqualTo(404);
            }
        }
        assertThat(channels.names()).isEqualTo(before);
    }

    // The caller's own, and what is made for callers.

    @Test
    void aPageSubscribesToItsOwnChannelBeforeAnybodyHasPublished() {
        try (RawStream stream =
                loopback.api().stream("events?channel=@me", basic("zoe@example.org", "zoe@example.org"))) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.nextBlock()).startsWith("retry: ");
            channels.ofUser("someone").publish("not for zoe");
            channels.ofUser("zoe@example.org").publish("for zoe");
            assertThat(stream.nextEvent().data()).isEqualTo("for zoe");
        }
    }

    @Test
    void whatWasMissedOfTheOwnChannelIsResumed() {
        Position position = channels.ofUser("ida").publish("seen");
        channels.ofUser("ida").publish("missed");
        try (RawStream stream =
                loopback.api().stream("events?channel=@me", basic("ida"), "Last-Event-ID: " + position)) {
            assertThat(stream.nextEvent().data()).isEqualTo("missed");
        }
        try (RawStream stream =
                loopback.api().stream("events?channel=@me", basic("leo"), "Last-Event-ID: " + position)) {
            assertThat(stream.nextBlock()).startsWith("retry: ");
            channels.ofUser("leo").publish("leo's");
            assertThat(stream.nextEvent().data()).isEqualTo("leo's");
        }
    }

    @Test
    void theOwnChannelIsListedAndToldThePositionOfAsMe() {
        assertThat(listed(basic("uma"))).contains("@me");
        assertThat(listed()).doesNotContain("@me");
        String position = channels.ofUser("uma").publish("1").toString();
        JsonObject told = json("events?channel=@me", basic("uma"));
        assertThat(told.getJsonObject("positions").getString("@me")).isEqualTo(position);
        assertThat(listed(basic("uma"))).noneMatch(name -> name.contains("uma"));
    }

    @Test
    void onlyAUserHasAnOwnChannel() {
        assertProblem("events?channel=@me", 401, "authenticated user");
        assertJsonProblem("events?channel=@me", 401, "authenticated user");
    }

    @Test
    void aPolicyMayHaveAChannelMade() {
        try (RawStream stream = loopback.api().stream("events?channel=public-talk-1", basic("kim"))) {
            assertThat(stream.nextBlock()).startsWith("retry: ");
            channels.get(ChannelName.of("public-talk-1")).publish("hello");
            assertThat(stream.nextEvent().data()).isEqualTo("hello");
        }
        assertProblem("events?channel=public-talk-2", 404, "There is no channel");
        try (RawStream second = loopback.api().stream("events?channel=public-talk-2", basic("kim"))) {
            assertThat(second.status()).isEqualTo(200);
        }
        assertProblem(
                loopback.api().stream("events?channel=public-talk-3", basic("kim")), 429, "channels-per-principal");
    }

    // The policy.

    @Test
    void thePolicyIsAskedAgainWhenAClientResumes() {
        Position position = channels.get(ChannelName.of("public-revoked")).publish("for you");
        String header = "Last-Event-ID: " + position;
        try (RawStream stream = loopback.api().stream("events?channel=public-revoked", header)) {
            assertThat(stream.status()).isEqualTo(200);
        }
        policy.revoke("public-revoked");
        channels.get(ChannelName.of("public-revoked")).publish("not for you any more");

        try (RawStream answer = loopback.api().stream("events?channel=public-revoked", header)) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).doesNotContain("not for you");
        }
        assertThat(policy.asked("public-revoked"))
                .extracting(ChannelRequest::lastEventId)
                .containsExactly(Optional.of(position.toString()), Optional.of(position.toString()));
    }

    @Test
    void oneUsersIdOpensNoOtherUsersReplay() {
        EventChannel own = channels.get(ChannelName.of("user-olga"));
        channels.get(ChannelName.of("user-otto"));
        Position position = own.publish("olga's");
        Position ofAllChannels = channels.position();
        own.publish("olga's second");

        try (RawStream answer =
                loopback.api().stream("events?channel=user-olga", basic("otto"), "Last-Event-ID: " + position)) {
            assertThat(answer.status()).isEqualTo(403);
        }
        try (RawStream stream =
                loopback.api().stream("events?channel=user-otto", basic("otto"), "Last-Event-ID: " + ofAllChannels)) {
            assertThat(stream.nextBlock()).startsWith("retry: ");
            channels.get(ChannelName.of("user-otto")).publish("otto's");
            assertThat(stream.nextEvent().data()).isEqualTo("otto's");
        }
    }

    @Test
    void badCredentialsAreRefusedAndNotTakenForNobodys() {
        channels.get(ChannelName.of("public-for-all"));
        try (RawStream answer = loopback.api().stream("events?channel=public-for-all", basic("paul", "wrong"))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isPresent();
        }
        assertThat(channels.get(ChannelName.of("public-for-all")).subscribers()).isZero();
    }

    // Pages of other origins.

    @Test
    void aPageOfAnAllowedOriginMayReadAnswersStreamsAndRefusals() {
        channels.get(ChannelName.of("public-cors"));
        for (String path : List.of("events?channel=public-cors", "events?channel=secret")) {
            try (RawStream stream = loopback.api().stream(path, "Origin: " + APP);
                    RawStream json = loopback.api().answer(path, "Origin: " + APP)) {
                assertThat(List.of(stream, json)).allSatisfy(answer -> {
                    assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(APP);
                    assertThat(answer.header("Access-Control-Allow-Credentials"))
                            .hasValue("true");
                    assertThat(answer.header("Vary").orElseThrow()).contains("Origin");
                });
            }
        }
    }

    @Test
    void aPageOfAnotherOriginMayNot() {
        channels.get(ChannelName.of("public-cors"));
        for (String origin : List.of("https://evil.example", "null", APP + ".evil.example")) {
            try (RawStream answer = loopback.api().stream("events?channel=public-cors", "Origin: " + origin)) {
                assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
                assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
            }
        }
    }

    @Test
    void aBrowserThatAsksFirstIsToldWhatIsAllowed() {
        URI events = loopback.api().root().resolve("events");
        String method = "Access-Control-Request-Method: GET";
        try (RawStream answer = RawStream.options(
                events, "Origin: " + APP, method, "Access-Control-Request-Headers: authorization,last-event-id")) {
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(APP);
            assertThat(answer.header("Access-Control-Allow-Methods")).hasValue("GET, HEAD, OPTIONS");
            assertThat(answer.header("Access-Control-Allow-Headers"))
                    .hasValue("Accept, Authorization, Cache-Control, Last-Event-ID");
            assertThat(answer.header("Access-Control-Max-Age")).hasValue("3600");
        }
        try (RawStream answer = RawStream.options(events, "Origin: https://evil.example", method)) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    private List<String> listed(String... headers) {
        return json("events", headers).getJsonArray("channels").getValuesAs(JsonString::getString);
    }

    private JsonObject json(String path, String... headers) {
        try (RawStream answer = loopback.api().answer(path, headers)) {
            assertThat(answer.header("Content-Type")).hasValue("application/json");
            return Json.createReader(new StringReader(answer.text())).readObject();
        }
    }

    private void assertProblem(String path, int status, String detail) {
        assertProblem(loopback.api().stream(path), status, detail);
    }

    private void assertJsonProblem(String path, int status, String detail) {
        assertProblem(loopback.api().answer(path), status, detail);
    }

    private static void assertProblem(RawStream refused, int status, String detail) {
        try (RawStream answer = refused) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.text())
                    .contains("\"title\":\"")
                    .contains("\"status\":" + status)
                    .contains(detail);
        }
    }

    private static String basic(String user) {
        return basic(user, user);
    }

    private static String basic(String user, String password) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(UTF_8));
    }
}
