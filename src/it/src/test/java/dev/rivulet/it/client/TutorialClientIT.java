/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import static dev.rivulet.it.browser.Browser.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.client.ErrorEvent;
import dev.rivulet.client.EventSource;
import dev.rivulet.client.EventSourceBuilder;
import dev.rivulet.client.EventType;
import dev.rivulet.client.ListenerOption;
import dev.rivulet.client.ReadyState;
import dev.rivulet.it.browser.SamplesExtension;
import dev.rivulet.it.support.App;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tutorials' snippets in Java, over each transport; the same in JavaScript are in the samples' {@code tutorial.html}. */
@ExtendWith(SamplesExtension.class)
class TutorialClientIT {

    private static final String TIME_OF_DAY = "\\d\\d:\\d\\d:\\d\\d";

    private final App samples;
    private final List<EventSource> sources = new CopyOnWriteArrayList<>();
    private final List<String> console = new CopyOnWriteArrayList<>();

    TutorialClientIT(App samples) {
        this.samples = samples;
    }

    /** As JSON-B reads it. */
    public record StreamNews(String what, Set<String> channels, int streams) {}

    /** As JSON-B reads it. */
    public record CustomEvent(String text, long number) {}

    @AfterEach
    void closeAll() {
        sources.forEach(EventSource::close);
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void messagesAreParsed(Over transport) {
        EventSource eventSource = open(transport, "api/my-events");

        eventSource.onMessage(event -> {
            StreamNews data = event.data(StreamNews.class);
            console.add(data.what() + ' ' + data.channels());
        });

        eventSource.addEventListener(EventType.OPEN, opened -> open(transport, "api/time"));
        awaitThat(() -> assertThat(console).contains("opened [time]"));
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void closedSourceReceivesNothingMoreAndMayBeClosedAgain(Over transport) {
        EventSource eventSource = open(transport, "api/time");
        eventSource.onError(error -> console.add("error"));
        eventSource.onMessage(event -> {
            console.add("message");
            eventSource.close(); // you will not receive anymore events from this object
            eventSource.close();
        });
        awaitThat(() -> assertThat(eventSource.readyState()).isEqualTo(ReadyState.CLOSED));

        awaitTicks(transport, 3);

        assertThat(console).containsExactly("message");
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void heartbeatIsOk(Over transport) {
        EventSource eventSource = open(transport, "api/heartbeat");
        eventSource.onMessage(event -> console.add("no event of this channel is without a name"));

        eventSource.addEventListener("heartbeat", event -> {
            String status = event.data();
            if (status.equals("OK")) {
                console.add(status);
            }
        });

        awaitThat(() -> assertThat(console).startsWith("OK", "OK").containsOnly("OK"));
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void optionsTellHowTheListenerBehaves(Over transport) {
        EventSource eventSource = open(transport, "api/heartbeat");

        eventSource.addEventListener("heartbeat", event -> console.add("once"), ListenerOption.once());
        eventSource.addEventListener("heartbeat", event -> console.add("each time"));

        awaitThat(() -> assertThat(console).startsWith("once", "each time", "each time"));
        assertThat(console).containsOnlyOnce("once");
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void messagesAndCustomEventsArriveAndNoError(Over transport) {
        EventSource eventSource = open(transport, "events"); // redirected to where the application has it

        eventSource.addEventListener("message", event -> console.add("message " + event.data()));
        eventSource.addEventListener("myevent", event -> console.add("myevent " + event.data()));
        eventSource.addEventListener(
                "customEvent",
                event -> console.add(
                        "customEvent " + event.data(CustomEvent.class).text()));
        eventSource.addEventListener(EventType.ERROR, event -> console.add("error " + event));

        awaitThat(() -> assertThat(console)
                .anyMatch(line -> line.matches("message " + TIME_OF_DAY))
                .contains("myevent Hello, world!", "customEvent Some custom data"));
        assertThat(console).noneMatch(line -> line.startsWith("error"));
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void channelInThePathSendsMessages(Over transport) {
        EventSource eventSource = open(transport, "events/channel");

        eventSource.onMessage(event -> console.add("New message " + event.data()));

        awaitThat(() -> assertThat(console).anyMatch(line -> line.matches("New message \\{.*\"channel\":\\d+.*}")));
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void serverTimeOpensAndShows(Over transport) {
        EventSourceBuilder builder = transport.builder(samples.root().resolve("events"));
        builder.onOpen(event -> console.add("Connection opened"));
        builder.onMessage(event -> console.add(event.data()));
        builder.onError(error -> console.add("EventSource failed: " + error));

        EventSource eventSource = open(builder);

        assertThat(eventSource.readyState()).isIn(ReadyState.CONNECTING, ReadyState.OPEN);
        awaitThat(() -> assertThat(console).hasSizeGreaterThan(2));
        assertThat(eventSource.readyState()).isEqualTo(ReadyState.OPEN);
        assertThat(console.get(0)).isEqualTo("Connection opened");
        assertThat(console.subList(1, console.size())).allMatch(line -> line.matches(TIME_OF_DAY));
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void brokenConnectionIsMadeAgain(Over transport) {
        EventSource eventSource = open(transport, "api/broken/cuts");
        eventSource.onOpen(event -> console.add("Connection opened"));
        eventSource.onError(error -> console.add(
                error.isFinal() ? "Connection closed" : eventSource.readyState() + " in " + error.reconnectIn()));

        awaitThat(() -> assertThat(console)
                .filteredOn(line -> line.equals("Connection opened"))
                .hasSizeGreaterThanOrEqualTo(3));

        assertThat(console).anyMatch(line -> line.startsWith("CONNECTING in")).doesNotContain("Connection closed");
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void connectionThatCannotBeEstablishedIsOneError(Over transport) {
        List<ErrorEvent> errors = new CopyOnWriteArrayList<>();
        EventSourceBuilder builder = transport.builder(samples.root().resolve("api/broken"));
        builder.onOpen(event -> console.add("open"));
        builder.onMessage(event -> console.add("message"));
        builder.onError(errors::add);

        EventSource eventSource = open(builder);

        awaitThat(() -> assertThat(errors).isNotEmpty());
        awaitTicks(transport, 4);
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.status()).hasValue(500);
            assertThat(error.isFinal()).isTrue();
            assertThat(error.attempt()).isEqualTo(1);
        });
        assertThat(eventSource.readyState()).isEqualTo(ReadyState.CLOSED);
        assertThat(console).isEmpty();
    }

    private EventSource open(Over transport, String path) {
        return open(transport.builder(samples.root().resolve(path)));
    }

    private EventSource open(EventSourceBuilder builder) {
        EventSource source = builder.open();
        sources.add(source);
        return source;
    }

    /** Anything that another source had still to receive would have come meanwhile. */
    private void awaitTicks(Over transport, int count) {
        List<String> ticks = new CopyOnWriteArrayList<>();
        open(transport, "api/time").onMessage(event -> ticks.add(event.data()));
        awaitThat(() -> assertThat(ticks).hasSizeGreaterThanOrEqualTo(count));
    }
}
