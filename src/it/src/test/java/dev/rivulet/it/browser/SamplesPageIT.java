/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static dev.rivulet.it.browser.Positions.assertRising;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.browser.Card.Shown;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every section of the samples' page that has no test of its own, with a reader who presses its buttons. */
@ExtendWith({BrowserExtension.class, SamplesExtension.class})
class SamplesPageIT {

    private static final String TIME_OF_DAY = "\\d\\d:\\d\\d:\\d\\d";
    private static final String LENGTHS = """
            return [...document.querySelectorAll("[data-stream=system] figure svg :not(.grid)")]
              .map(path => path.getTotalLength());
            """;

    @Test
    void timeAndSystemAreOpenAtLoadAndNothingElse(SamplesPage page) {
        for (String open : List.of("time", "system")) {
            assertThat(page.card(open).shown()).satisfies(card -> {
                assertThat(card.state()).isEqualTo("OPEN");
                assertThat(card.label()).isEqualTo("OPEN");
                assertThat(card.note()).matches("opened at " + TIME_OF_DAY);
                assertThat(card.error()).isEqualTo("none");
                assertThat(card.gap()).isEmpty();
            });
        }
        for (String closed : List.of(
                "heartbeat",
                "orders",
                "answers",
                "jobs",
                "users",
                "my-events",
                "events",
                "channel",
                "broken",
                "cuts")) {
            assertThat(page.card(closed).shown())
                    .isEqualTo(new Shown("CLOSED", "CLOSED", "0", "not opened yet", "none", "", List.of()));
        }
        assertThat(page.header("open-streams")).isEqualTo("2 sections listen, on 1 open stream");
        assertThat(page.header("status")).isEmpty();
    }

    @Test
    void serverTimeShowsAndChanges(SamplesPage page) {
        Card time = page.card("time");
        String first = time.text("#time");

        assertThat(first).matches(TIME_OF_DAY);
        Browser.awaitThat(
                () -> assertThat(time.text("#time")).matches(TIME_OF_DAY).isNotEqualTo(first));
    }

    @Test
    void lastTwelveEventsAreListedNewestFirstAndAllAreCounted(SamplesPage page) {
        Card events = page.card("events");
        events.open();

        Shown shown = events.awaitThat(card -> assertThat(card.events()).hasSizeGreaterThan(12));
        events.close();

        List<ReceivedEvent> received = events.shown().events();
        assertThat(received).hasSizeGreaterThanOrEqualTo(shown.events().size());
        assertThat(events.shown().count()).isEqualTo(Integer.toString(received.size()));
        List<String> newestFirst = new ArrayList<>();
        received.forEach(event -> newestFirst.add(0, event.type() + ' ' + event.lastEventId() + ' ' + event.data()));
        assertThat(events.texts("ol > li")).isEqualTo(newestFirst.subList(0, 12));
    }

    @Test
    void heartbeatArrivesByItsName(SamplesPage page) {
        Card heartbeat = page.card("heartbeat");
        heartbeat.open();

        assertThat(heartbeat.awaitEvents(2)).allSatisfy(event -> {
            assertThat(event.type()).isEqualTo("heartbeat");
            assertThat(event.data()).isEqualTo("OK");
        });
    }

    @Test
    void systemShowsSixChartsWithValues(SamplesPage page) {
        Card system = page.card("system");

        assertThat(system.texts("[data-role=charts] figure output"))
                .satisfiesExactly(
                        cpu -> assertThat(cpu).matches("\\d+\\.\\d%"),
                        load -> assertThat(load).matches("\\d+\\.\\d\\d on \\d+ processors"),
                        heap -> assertThat(heap).matches("\\d+ MB of \\d+"),
                        threads -> assertThat(threads).matches("[1-9]\\d*"),
                        pauses -> assertThat(pauses).matches("\\d+, \\d+ ms"),
                        streams -> assertThat(streams).matches("[1-9]\\d*"));
        assertThat(system.texts("[data-role=charts] figure figcaption")).hasSize(6);
    }

    @Test
    void systemChartsDrawALineOnceThereAreTwoSamples(SamplesPage page, Browser browser) {
        Browser.awaitThat(() -> assertThat((List<?>) browser.run(LENGTHS))
                .hasSize(6)
                .filteredOn(length -> ((Number) length).doubleValue() > 0)
                .hasSizeGreaterThanOrEqualTo(5)); // of bars, one for each pause, there may be none
        assertThat(page.card("system").shown().events()).hasSizeGreaterThan(1);
    }

    @Test
    void jsonMessagesTellOfTheStreamsOwnOpening(SamplesPage page) {
        Card news = page.card("my-events");
        news.open();

        news.awaitThat(card -> assertThat(card.events()).anySatisfy(event -> {
            assertThat(event.type()).isEqualTo("my-events");
            assertThat(event.data())
                    .contains("\"channels\":[\"my-events\",\"system\",\"time\"]")
                    .contains("\"what\":\"opened\"")
                    .containsPattern("\"streams\":[1-9]");
        }));
    }

    @Test
    void jsonMessagesTellOfOtherStreamsThatOpenAndClose(SamplesPage page) {
        Card news = page.card("my-events");
        news.open();
        page.card("heartbeat").open();
        news.awaitThat(card -> assertThat(card.events())
                .anySatisfy(event -> assertThat(event.data())
                        .contains("\"opened\"", "[\"heartbeat\",\"my-events\",\"system\",\"time\"]")));

        page.card("heartbeat").close();

        news.awaitThat(card -> assertThat(card.events())
                .anySatisfy(event -> assertThat(event.data())
                        .contains("\"closed: CLIENT_GONE\"", "[\"heartbeat\",\"my-events\",\"system\",\"time\"]")));
    }

    @Test
    void threeKindsOfEventArriveOfOneChannel(SamplesPage page) {
        Card events = page.card("events");
        events.open();

        List<ReceivedEvent> received = events.awaitEvents(6);

        assertThat(received).extracting(ReceivedEvent::type).containsOnly("events", "myevent", "customEvent");
        assertThat(received)
                .allSatisfy(event -> assertThat(event.data())
                        .matches(
                                switch (event.type()) {
                                    case "events" -> TIME_OF_DAY;
                                    case "myevent" -> "Hello, world!";
                                    default -> "\\{\"number\":\\d+,\"text\":\"Some custom data\"}";
                                }));
        assertThat(received).extracting(ReceivedEvent::type).contains("events", "myevent", "customEvent");
    }

    @Test
    void channelOfAnyPublicNameOpensAndAnotherNameReplacesIt(SamplesPage page) {
        Card channel = page.card("channel");
        submit(channel, "heartbeat");
        assertThat(channel.awaitEvents(2))
                .allSatisfy(event -> assertThat(event)
                        .extracting(ReceivedEvent::type, ReceivedEvent::data)
                        .containsExactly("heartbeat", "OK"));

        submit(channel, "channel");

        channel.awaitThat(card -> assertThat(card.events()).anySatisfy(event -> {
            assertThat(event.type()).isEqualTo("message");
            assertThat(event.data()).containsPattern("\"channel\":\\d+");
        }));
        assertThat(channel.awaitEvents(2)).extracting(ReceivedEvent::type).containsOnly("message");
        assertThat(page.header("open-streams")).isEqualTo("3 sections listen, on 2 open streams");
    }

    @Test
    void channelsShareAStreamAndItsIds(SamplesPage page) {
        Card channel = page.card("channel");
        channel.open(); // with what the field holds at first

        List<ReceivedEvent> received = channel.awaitThat(card -> assertThat(card.events())
                        .extracting(ReceivedEvent::type)
                        .contains("time", "heartbeat"))
                .events();

        String node = received.get(0).lastEventId().replaceFirst("\\d+$", "");
        assertThat(received)
                .allSatisfy(event ->
                        assertThat(event.lastEventId()).startsWith(node).matches("\\w+-\\d+"));
    }

    @Test
    void channelThatIsNotPublicIsRefusedWithTheReason(SamplesPage page) {
        submit(page.card("channel"), "orders");

        assertRefused(page, "channel", "403 Forbidden: You may not subscribe to the channel \"orders\".");
    }

    @Test
    void channelThatDoesNotExistYetIsAskedForAgainAndTheReasonIsTold(SamplesPage page) {
        submit(page.card("channel"), "news");

        page.card("channel").awaitThat(card -> {
            assertThat(card.error()).endsWith(": 404 Not Found: There is no channel \"news\".");
            assertThat(card.state()).isEqualTo("CONNECTING");
            assertThat(card.note()).isEqualTo("not open yet, trying again …");
            assertThat(card.events()).isEmpty();
        });
    }

    @Test
    void readyMadeResourceListsWhatEverybodyMayHaveAndStreamsIt(App samples) {
        try (RawStream list = samples.answer("api/channels")) {
            assertThat(list.text()).contains("\"time\"").doesNotContain("\"orders\"");
        }
        try (RawStream stream = samples.stream("api/channels?channel=time&channel=heartbeat")) {
            assertThat(stream.nextEvent().type()).isIn("time", "heartbeat");
        }
    }

    @Test
    void brokenTellsTheReasonAndIsAskedForAgainUntilItIsClosed(SamplesPage page) {
        Card broken = page.card("broken");
        broken.press("[data-role=open]");

        String first = broken.awaitThat(card -> {
                    assertThat(card.error())
                            .endsWith(
                                    ": 500 Internal Server Error: This path is broken on purpose: see what a page makes of it.");
                    assertThat(card.state()).isEqualTo("CONNECTING");
                    assertThat(card.note()).isEqualTo("not open yet, trying again …");
                })
                .error();
        broken.awaitThat(card -> assertThat(card.error()).isNotEqualTo(first)); // of a later second
        assertThat(page.header("open-streams")).isEqualTo("3 sections listen, on 1 open stream");

        Shown closed = broken.close();

        assertThat(closed.note()).startsWith("closed at ");
        assertThat(closed.events()).isEmpty();
        assertThat(page.header("open-streams")).isEqualTo("2 sections listen, on 1 open stream");
    }

    @Test
    void cutStreamsComeBackWithoutLossOrDuplicates(SamplesPage page) {
        Card cuts = page.card("cuts");
        cuts.open();

        Browser.awaitThat(() -> assertThat(Integer.parseInt(cuts.text("[data-role=reconnections]")))
                .isGreaterThanOrEqualTo(2));
        cuts.awaitThat(card -> {
            assertThat(card.state()).isEqualTo("OPEN");
            assertThat(card.note()).contains("reconnected at ", "after 1 attempt, resumed after ");
            assertThat(card.error()).endsWith(": The server ended the stream");
        });
        int last = Integer.parseInt(cuts.text("[data-role=number]"));
        Browser.awaitThat(() ->
                assertThat(Integer.parseInt(cuts.text("[data-role=number]"))).isGreaterThan(last));

        assertThat(cuts.text("[data-role=missing]")).isEqualTo("0");
        assertThat(cuts.text("[data-role=duplicates]")).isEqualTo("0");
        assertThat(cuts.shown().gap()).isEmpty();
        assertRising(cuts.shown().events());
    }

    @Test
    void closedStreamReceivesNothingUntilItIsOpenedAgain(SamplesPage page) {
        Card heartbeat = page.card("heartbeat");
        heartbeat.open();
        heartbeat.awaitEvents(2);

        Shown closed = heartbeat.close();
        submit(page.card("channel"), "heartbeat"); // the witness that more were sent
        page.card("channel").awaitEvents(2);

        assertThat(closed.label()).isEqualTo("CLOSED");
        assertThat(closed.note()).startsWith("closed at ");
        assertThat(heartbeat.shown()).isEqualTo(closed);

        heartbeat.open();
        List<ReceivedEvent> later = heartbeat.awaitEvents(2);

        assertThat(Positions.of(later.get(0)).epoch())
                .isEqualTo(closed.position().epoch());
        assertThat(Positions.of(later.get(0)).stamp())
                .isGreaterThan(closed.position().stamp() + 1);
        assertRising(later);
        assertThat(heartbeat.shown().gap()).isEmpty();
    }

    @Test
    void closeAllClosesEveryStreamAndTheyOpenAgain(SamplesPage page) {
        page.card("events").open();
        page.card("cuts").open();
        Browser.awaitThat(
                () -> assertThat(page.header("open-streams")).isEqualTo("4 sections listen, on 2 open streams"));

        page.closeAll();

        Browser.awaitThat(() -> assertThat(page.header("open-streams")).isEqualTo("No stream is open"));
        for (String stream : List.of("time", "system", "events", "cuts")) {
            assertThat(page.card(stream).shown().state()).isEqualTo("CLOSED");
        }
        page.card("time").open();
        page.card("time").awaitEvents(1);
        assertThat(page.header("open-streams")).isEqualTo("1 section listens, on 1 open stream");
    }

    @Test
    void everySectionListensAtOnceAndFormsAreAnswered(SamplesPage page) {
        for (String stream : List.of("heartbeat", "orders", "users", "my-events", "events", "channel", "cuts")) {
            page.card(stream).open();
        }
        page.card("broken").press("[data-role=open]");

        page.place("Tea", "2"); // would wait for a connection, had the streams all six
        for (String stream : List.of("time", "system", "heartbeat", "users", "events", "channel", "cuts")) {
            page.card(stream).awaitEvents(1);
        }
        Browser.awaitThat(
                () -> assertThat(page.header("open-streams")).isEqualTo("10 sections listen, on 3 open streams"));
    }

    @Test
    void sectionsThatComeAndGoCostTheOthersNoEventAndSendNoneTwice(SamplesPage page) {
        Card events = page.card("events");
        events.open();
        events.awaitEvents(1);
        for (int i = 0; i < 3; i++) {
            page.card("heartbeat").open();
            page.card("heartbeat").awaitEvents(1);
            page.card("heartbeat").close();
            events.awaitEvents(3);
        }

        List<Long> numbers = events.shown().events().stream()
                .filter(event -> event.type().equals("customEvent"))
                .map(event -> Long.valueOf(event.data().replaceAll(".*\"number\":(\\d+).*", "$1")))
                .toList();
        assertThat(numbers).hasSizeGreaterThanOrEqualTo(3);
        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(numbers.get(0), numbers.get(numbers.size() - 1))
                        .boxed()
                        .toList());
        assertRising(events.shown().events());
        assertThat(events.shown().gap()).isEmpty();
        assertThat(events.shown().note()).startsWith("opened at "); // for this section the stream was never lost
    }

    @Test
    void consoleHasNothingToComplainAbout(SamplesPage page, Browser browser) {
        for (String stream : List.of("heartbeat", "orders", "my-events")) {
            page.card(stream).open();
        }
        page.place("Tea", "1");
        page.closeAll();
        for (String stream : List.of("events", "channel", "cuts")) {
            page.card(stream).open();
        }
        Browser.awaitThat(() ->
                assertThat(page.card("cuts").text("[data-role=reconnections]")).isNotEqualTo("0"));

        assertThat(browser.complaints()).isEmpty();

        page.card("broken").press("[data-role=open]");
        page.card("broken").awaitThat(card -> assertThat(card.error()).contains("500 Internal Server Error"));

        assertThat(browser.complaints())
                .isNotEmpty()
                .allSatisfy(complaint -> assertThat(complaint).contains("/api/broken", "500"));
    }

    private static void submit(Card channel, String name) {
        channel.fill("[name=channel]", name);
        channel.press("[name=channel]");
    }

    private static void assertRefused(SamplesPage page, String stream, String reason) {
        Shown refused =
                page.card(stream).awaitThat(card -> assertThat(card.error()).endsWith(": " + reason));
        assertThat(refused.state()).isEqualTo("CLOSED");
        assertThat(refused.label()).isEqualTo("CLOSED");
        assertThat(refused.note()).isEqualTo("closed: the answer would be the same next time");
        assertThat(refused.events()).isEmpty();
        assertThat(page.header("status")).endsWith(" could not be opened: " + reason);
        assertThat(page.header("open-streams")).isEqualTo("2 sections listen, on 1 open stream");
    }
}
