/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.shop.Events;
import dev.rivulet.it.app.shop.Shop;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.it.support.Wars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The API as its users meet it: an application that was written from the guide, and is seen from outside alone. What each part does in
 * every case other tests say; this one, that all of them can be written down as the guide says, and work together.
 */
class ShopIT {

    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "rivulet", "it", "app", "shop");
    private static final Pattern OTHERS =
            Pattern.compile("\\bdev\\.rivulet\\.(?!it\\.app\\.shop\\b|server\\.(spi\\.)?[A-Z])");

    private static PayaraMicroProcess server;
    private static App shop;
    private static App small;

    @BeforeAll
    static void startServer() {
        server = new PayaraMicroProcess(
                        "shop",
                        Wars.saved(war(
                                        "shop",
                                        "rivulet.channel.order-*.history.events=2",
                                        "rivulet.channel.order-states.compaction=true")
                                .addPackage(Shop.class.getPackage())),
                        Wars.saved(war("small", "rivulet.limit.channels=10", "rivulet.limit.streams-per-channel=1")
                                .addPackages(false, Filters.exclude(Events.class), Shop.class.getPackage())))
                .start();
        shop = server.app("shop");
        small = server.app("small");
        small.post("api/orders/busy/placed", "1"); // while there may be another channel
    }

    private static WebArchive war(String name, String... settings) {
        return Wars.withRivulet(
                name,
                Stream.concat(Stream.of("rivulet.stream.heartbeat=1d"), Stream.of(settings))
                        .toArray(String[]::new));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void theApplicationNamesNothingButTheApi() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            List<Path> all = sources.toList();
            assertThat(all).hasSizeGreaterThan(10);
            for (Path source : all) {
                assertThat(OTHERS.matcher(Files.readString(source)).results())
                        .as(source.toString())
                        .isEmpty();
            }
        }
    }

    // Publish.

    @Test
    void whatIsFiredComesAfterTheCommitInOrderAndAfterARollbackNot() {
        try (RawStream stream = opened(shop.stream("api/prices"))) {
            assertThat(shop.post("api/prices/lost?price=1&how=rollback", "")).isEqualTo("The supplier does not agree");
            shop.post("api/prices/kept?price=2&how=commit", "");
            shop.post("api/prices/loose?price=3&how=no-transaction", "");
            shop.post("api/prices/late?price=4&how=async", "");
            assertThat(data(stream, 3)).containsExactly(price("kept", 2), price("loose", 3), price("late", 4));
        }
        assertThat(shop.get("api/prices/seen"))
                .as("as its observers hear it: when it is fired")
                .contains("lost")
                .contains("kept");
    }

    @Test
    void aFiredEventGoesToAChannelThatIsNamedAtRunTime() {
        shop.post("api/prices/first?price=1&how=fr", "");
        try (RawStream stream = opened(shop.stream("api/events?channel=prices-fr"))) {
            shop.post("api/prices/pain?price=2&how=fr", "");
            shop.post("api/prices/bread?price=3&how=uk", "");
            shop.post("api/prices/vin?price=4&how=fr", "");
            assertThat(data(stream, 2)).containsExactly(price("pain", 2), price("vin", 4));
        }
    }

    @Test
    void aBroadcasterSendsAnEventOfJaxRsAsItSays() {
        try (RawStream stream = opened(shop.stream("api/stock"))) {
            shop.post("api/stock", "nails");
            assertThat(stream.nextBlock().lines())
                    .containsExactlyInAnyOrder(
                            ": by hand",
                            "event: counted",
                            "id: count-of-nails",
                            "retry: 4000",
                            "data: {\"article\":\"nails\"}",
                            "");
        }
    }

    @Test
    void anEventHasItsNameAsAnArgumentOrAsItWasBuilt() {
        try (RawStream stream = opened(shop.stream("api/orders?number=n"))) {
            String second = shop.post("api/orders/n/note", "fragile");
            assertThat(stream.nextEvent())
                    .extracting(ReceivedEvent::type, ReceivedEvent::data)
                    .containsExactly("note", "fragile");
            assertThat(stream.nextBlock().lines())
                    .containsExactlyInAnyOrder(
                            ": the second", "event: note", "id: " + second, "retry: 3000", "data: fragile", "");
        }
    }

    @Test
    void aNameOfRivuletsOwnEventsIsRefused() {
        assertThat(shop.post("api/prices/forged", "")).contains("\"rivulet:gap\" begins with \"rivulet:\"");
    }

    // Names and keys.

    @Test
    void recordsInheritTheirNameAndMayHaveABetterOne() {
        try (RawStream stream = opened(shop.stream("api/orders?number=7"))) {
            shop.post("api/orders/7/placed", "3");
            shop.post("api/orders/7/shipped", "P-1");
            ReceivedEvent placed = stream.nextEvent();
            ReceivedEvent shipped = stream.nextEvent();
            assertThat(placed.type()).isEqualTo("order");
            assertThat(placed.data()).as("the application's own JSON").contains("\"article_count\":3");
            assertThat(shipped.type()).isEqualTo("shipped");
            assertThat(shipped.data()).contains("\"parcel_number\":\"P-1\"");
        }
    }

    @Test
    void aChannelWithCompactionHoldsTheNewestOfEachInheritedKey() {
        shop.post("api/orders/c1/placed", "91");
        shop.post("api/orders/c2/placed", "92");
        shop.post("api/orders/c1/shipped", "P-2");
        try (RawStream stream = shop.stream("api/orders/states")) {
            List<String> states = new ArrayList<>();
            while (states.stream().noneMatch(state -> state.contains("P-2"))) { // the newest of all
                states.add(stream.nextEvent().data());
            }
            assertThat(states).anyMatch(state -> state.contains("\"article_count\":92"));
            assertThat(states).noneMatch(state -> state.contains("\"article_count\":91"));
        }
    }

    // Names known at run time.

    @Test
    void severalChannelsShareAStreamAndTellWhichIsWhich() {
        try (RawStream stream = opened(shop.stream("api/events?channel=prices&channel=@me", "Shop-User: ann"))) {
            shop.post("api/prices/pear?price=5&how=commit", "");
            shop.post("api/audience/ann/told", "hello");
            assertThat(stream.nextEvent())
                    .extracting(ReceivedEvent::type, ReceivedEvent::data)
                    .containsExactly("prices", price("pear", 5));
            assertThat(stream.nextEvent())
                    .extracting(ReceivedEvent::type, ReceivedEvent::data)
                    .containsExactly("@me", "hello");
        }
    }

    @Test
    void aPatternOfASettingBoundsWhatIsHeldOfEachOrder() {
        for (int i = 1; i <= 3; i++) {
            shop.post("api/orders/p/placed", Integer.toString(i));
        }
        try (RawStream stream = shop.stream("api/orders/p/all")) {
            assertThat(stream.nextEvent().type()).isEqualTo("rivulet:gap");
            assertThat(stream.nextEvent().data()).contains("\"article_count\":2");
            assertThat(stream.nextEvent().data()).contains("\"article_count\":3");
        }
    }

    // The policy.

    @Test
    void thePolicyRefusesAllowsAndMakes() {
        assertAnswer(shop.stream("api/events?channel=order-7"), 403, "You may not subscribe to the channel");
        assertAnswer(shop.stream("api/events?channel=prices-of-nowhere"), 404, "There is no channel");
        assertAnswer(shop.stream("api/events?channel=talk-1"), 403, "You may not subscribe");
        assertAnswer(shop.stream("api/events?channel=@me"), 401, "authenticated user");
        try (RawStream stream = opened(shop.stream("api/events?channel=talk-1", "Shop-User: ann"))) {
            assertThat(stream.status()).isEqualTo(200);
        }
    }

    @Test
    void aRoleThatAFilterOfJaxRsGivesIsSeenByThePolicy() {
        assertAnswer(shop.stream("api/events?channel=wholesale", "Shop-User: ann"), 403, "You may not");
        assertAnswer(shop.stream("api/events?channel=wholesale"), 403, "You may not");
        assertAnswer(shop.stream("api/events?channel=wholesale", "Shop-User: tina trader"), 404, "There is no channel");
    }

    @Test
    void whoIsThereIsToldAndCanBeSentAway() {
        try (RawStream stream = opened(shop.stream("api/events?channel=prices", "Shop-User: eve"))) {
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(() -> assertThat(shop.get("api/audience")).contains("eve came"));
            assertThat(shop.post("api/audience/eve/away", "")).isEqualTo("1");
            assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
        }
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(() -> assertThat(shop.get("api/audience")).contains("eve left: REVOKED"));
    }

    // Limits.

    @Test
    void aBeanMeetsTheLimitOfChannelsAsAnExceptionOfItsOwnAndARequestAsAnAnswer() {
        assertThat(small.post("api/catalogue", "20"))
                .startsWith("article-")
                .contains("10 channels")
                .contains("rivulet.limit.channels");
        assertAnswer(small.stream("api/catalogue/article-20"), 503, "10 channels");
    }

    @Test
    void aStreamTooManyIsAnAnswerUnlessTheResourceCatchesIt() {
        try (RawStream first = opened(small.stream("api/stock"))) {
            assertThat(first.status()).isEqualTo(200);
            try (RawStream second = small.stream("api/stock")) {
                assertThat(second.status()).isEqualTo(503);
                assertThat(second.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
                assertThat(second.header("Retry-After")).isPresent();
                assertThat(second.text()).contains("1 streams of this channel");
            }
        }
        try (RawStream first = opened(small.stream("api/orders/busy/busy"))) {
            assertThat(first.status()).isEqualTo(200);
            assertAnswer(small.stream("api/orders/busy/busy"), 409, "CHANNEL_LIMIT true");
        }
    }

    @Test
    void noEndpointExistsUntilTheApplicationDeclaresOne() {
        for (String path : List.of("api/events?channel=prices", "events", "api/channels", "api/rivulet", "rivulet")) {
            try (RawStream answer = small.stream(path)) {
                assertThat(answer.status()).as(path).isEqualTo(404);
            }
        }
    }

    private static RawStream opened(RawStream stream) {
        assertThat(stream.status()).isEqualTo(200);
        stream.opening();
        return stream;
    }

    private static List<String> data(RawStream stream, int events) {
        return Stream.generate(() -> stream.nextEvent().data()).limit(events).toList();
    }

    private static String price(String article, int price) {
        return "{\"article_name\":\"" + article + "\",\"new_price\":" + price + "}";
    }

    private static void assertAnswer(RawStream answer, int status, String text) {
        try (answer) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).contains(text);
        }
    }
}
