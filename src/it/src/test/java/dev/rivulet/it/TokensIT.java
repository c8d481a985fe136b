/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.ServerResource;
import dev.rivulet.it.app.SubscriptionRecorder;
import dev.rivulet.it.app.secured.EventsResource;
import dev.rivulet.it.app.secured.PublicOrTrader;
import dev.rivulet.it.app.tokens.TokenApplication;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.it.support.Tokens;
import dev.rivulet.it.support.Wars;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users who come with MicroProfile JWTs: in a header, or in a cookie, since a browser's EventSource sends no headers. */
class TokensIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Tokens ISSUER = new Tokens("https://issuer.example");

    private static PayaraMicroProcess server;

    /** How the token travels, each in an application of its own. */
    private enum Way {
        BEARER("Authorization: Bearer "),
        // As Payara 6 reads it; the guide's page on servers says more.
        COOKIE("Cookie: $Version=1;token=");

        private final String header;

        Way(String header) {
            this.header = header;
        }

        private String of(String token) {
            return header + token;
        }

        private String application() {
            return name().toLowerCase(Locale.ROOT);
        }

        private App api() {
            return new App(server.app(application()).root().resolve("api/"));
        }

        private RawStream open(String channel, String... headers) {
            return api().stream("events?channel=" + channel, headers);
        }
    }

    @BeforeAll
    static void startServer() {
        server = new PayaraMicroProcess(
                        "tokens",
                        application(Way.BEARER),
                        application(Way.COOKIE, "mp.jwt.token.header=Cookie", "mp.jwt.token.cookie=token"))
                .start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenSaysWhoItIsAndInWhichRole(Way way) {
        String ruth = way.of(ISSUER.issue("ruth", "trader", HOUR));
        String paul = way.of(ISSUER.issue("paul", "clerk", HOUR));

        assertThat(statusOf(way, "user-ruth", ruth)).isEqualTo(200);
        assertThat(statusOf(way, "desk-7", ruth)).isEqualTo(200);
        assertThat(statusOf(way, "user-ruth", paul)).isEqualTo(403);
        assertThat(statusOf(way, "desk-7", paul)).isEqualTo(403);
        assertThat(statusOf(way, "user-ruth")).isEqualTo(403);
        assertThat(statusOf(way, "public-news")).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void theStreamEndsWhenTheTokenExpiresAndNoOther(Way way) {
        String shortLived = way.of(ISSUER.issue("ruth", "trader", Duration.ofSeconds(4)));
        try (RawStream lasting = way.open("public-news", way.of(ISSUER.issue("paul", "clerk", HOUR)));
                RawStream stream = way.open("user-ruth", shortLived)) {
            assertThat(stream.status()).isEqualTo(200);
            String id = stream.nextBlock();
            assertThat(id).startsWith("retry: ");

            assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(() ->
                            assertThat(way.api().get("server/closed/user-ruth")).contains("TOKEN_EXPIRED"));
            assertThat(statusOf(way, "user-ruth", shortLived)).isEqualTo(401);
            assertThat(lasting.nextBlock()).startsWith("retry: ");
            assertThat(way.api().get("server/closed/public-news")).doesNotContain("TOKEN_EXPIRED");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatIsNotAcceptedIsNotTakenForNone(Way way) {
        String valid = ISSUER.issue("ruth", "trader", HOUR);
        String[] parts = valid.split("\\.", -1);
        String[] other = ISSUER.issue("tina", "trader", HOUR).split("\\.", -1);
        for (String token : List.of(
                ISSUER.issue("ruth", "trader", Duration.ofHours(-1)),
                new Tokens("https://issuer.example").issue("ruth", "trader", HOUR),
                parts[0] + '.' + other[1] + '.' + parts[2],
                parts[0] + '.' + parts[1] + '.',
                "nonsense")) {
            assertThat(statusOf(way, "public-news", way.of(token))).as(token).isEqualTo(401);
        }
    }

    private static int statusOf(Way way, String channel, String... headers) {
        try (RawStream answer = way.open(channel, headers)) {
            return answer.status();
        }
    }

    private static Path application(Way way, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 3);
        all[settings.length] = "mp.jwt.verify.publickey.location=publicKey.pem";
        all[settings.length + 1] = "mp.jwt.verify.issuer=https://issuer.example";
        all[settings.length + 2] = "rivulet.stream.heartbeat=1s";
        return Wars.saved(Wars.withRivulet(way.application(), all)
                .addPackage(TokenApplication.class.getPackage())
                .addClasses(
                        EventsResource.class, PublicOrTrader.class, ServerResource.class, SubscriptionRecorder.class)
                .addAsResource(new StringAsset(ISSUER.publicKey()), "publicKey.pem"));
    }
}
