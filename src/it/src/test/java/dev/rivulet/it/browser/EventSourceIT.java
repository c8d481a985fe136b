/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static dev.rivulet.it.browser.Positions.assertRising;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.ReceivedEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The browser's own EventSource against this server, without a line of the samples' scripts. */
@ExtendWith({BrowserExtension.class, SamplesExtension.class})
class EventSourceIT {

    private static final String TIME_OF_DAY = "\\d\\d:\\d\\d:\\d\\d";
    private static final long CONNECTING = 0;
    private static final long OPEN = 1;
    private static final long CLOSED = 2;

    /** What every script starts with. */
    private static final String PRELUDE = """
            const done = arguments[arguments.length - 1];
            const event = ({ type, data, lastEventId }) => ({ type, data, lastEventId });
            /** Collects so many events with these names from a stream, and closes it. */
            const collect = (url, names, count) => new Promise(resolve => {
              const source = new EventSource(url);
              const events = [];
              names.forEach(name => source.addEventListener(name, one => {
                events.push(event(one));
                if (events.length === count) {
                  source.close();
                  resolve(events);
                }
              }));
            });
            """;

    private Browser browser;

    @BeforeEach
    void openPageThatOpensNoStream(Browser ofThisTest, App samples) {
        browser = ofThisTest;
        browser.open(samples.root().resolve("tutorial.html"));
    }

    @Test
    void messagesReachOnmessage() {
        assertThat(events(run("""
                        const source = new EventSource("api/time");
                        const events = [];
                        source.onmessage = message => {
                          events.push(event(message));
                          if (events.length === 3) {
                            source.close();
                            done(events);
                          }
                        };
                        """))).allSatisfy(event -> {
            assertThat(event.type()).isEqualTo("message");
            assertThat(event.data()).matches(TIME_OF_DAY);
        });
    }

    @Test
    void namedEventsReachTheListenersOfTheirNameOnly() {
        List<ReceivedEvent> events =
                events(run("collect('api/events', ['message', 'myevent', 'customEvent'], 9).then(done);"));
        List<ReceivedEvent> named = events(run("collect('api/events', ['myevent'], 2).then(done);"));

        assertThat(events)
                .filteredOn(event -> event.type().equals("message"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.data()).matches(TIME_OF_DAY));
        assertThat(events)
                .filteredOn(event -> event.type().equals("myevent"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.data()).isEqualTo("Hello, world!"));
        assertThat(events)
                .filteredOn(event -> event.type().equals("customEvent"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.data()).contains("\"text\":\"Some custom data\""));
        assertThat(named).extracting(ReceivedEvent::type).containsExactly("myevent", "myevent");
    }

    @Test
    void idsArePositionsAndIncreaseByOne() {
        List<ReceivedEvent> events =
                events(run("collect('api/events', ['message', 'myevent', 'customEvent'], 9).then(done);"));

        assertThat(events).allSatisfy(event -> assertThat(event.lastEventId()).matches("[a-z0-9]{1,32}-[1-9][0-9]*"));
        assertRising(events);
    }

    @Test
    void readyStateGoesFromConnectingOverOpenToClosed() {
        assertThat(run("""
                        const source = new EventSource("api/heartbeat");
                        const states = [source.readyState];
                        source.onopen = () => {
                          states.push(source.readyState);
                          source.close();
                          done([...states, source.readyState]);
                        };
                        """)).isEqualTo(List.of(CONNECTING, OPEN, CLOSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/broken", "api/events/orders", "api/events/news"})
    void refusalIsOneErrorAndTheEnd(String path) {
        assertThat(run("""
                        const source = new EventSource(arguments[0]);
                        const seen = [];
                        source.onopen = () => seen.push("open");
                        source.onmessage = () => seen.push("message");
                        source.onerror = error => {
                          seen.push(`${error.type} ${source.readyState}`);
                          if (seen.length === 1) {
                            // Meanwhile anything else would have come.
                            collect("api/time", ["message"], 4).then(() => done([...seen, source.readyState]));
                          }
                        };
                        """, path)).isEqualTo(List.of("error " + CLOSED, CLOSED));
    }

    @Test
    void closedSourceGetsNothingMoreAndMayBeClosedAgain() {
        assertThat(run("""
                        const source = new EventSource("api/time");
                        const seen = [];
                        source.onerror = () => seen.push("error");
                        source.onmessage = message => {
                          seen.push("message");
                          source.close();
                          source.close();
                          collect("api/time", ["message"], 3).then(() => {
                            source.close();
                            done([...seen, source.readyState]);
                          });
                        };
                        """)).isEqualTo(List.of("message", CLOSED));
    }

    @Test
    void lastEventIdInTheAddressResumesJustAfterIt() {
        List<ReceivedEvent> events = events(run("collect('api/time', ['message'], 3).then(done);"));

        List<ReceivedEvent> again = events(run(
                "collect('api/time?lastEventId=' + arguments[0], ['message', 'rivulet:gap'], 2).then(done);",
                events.get(0).lastEventId()));

        assertThat(again).isEqualTo(events.subList(1, 3));
    }

    @Test
    void lastEventIdOfAnotherServerIsAnsweredWithAGap() {
        List<ReceivedEvent> events =
                events(run("collect('api/time?lastEventId=elsewhere-7', ['message', 'rivulet:gap'], 3).then(done);"));

        assertThat(events).extracting(ReceivedEvent::type).containsExactly("rivulet:gap", "message", "message");
        assertThat(events.get(0).data()).contains("\"channel\":\"time\"", "\"requested\":\"elsewhere-7\"");
        assertRising(events);
    }

    @Test
    void cutStreamIsResumedByTheBrowserWithoutLoss() {
        Map<?, ?> seen = (Map<?, ?>) run("""
                const source = new EventSource("api/broken/cuts");
                const seen = { opened: 0, errors: [], events: [] };
                source.onopen = () => seen.opened++;
                source.onerror = () => seen.errors.push(source.readyState);
                source.onmessage = message => {
                  seen.events.push(event(message));
                  if (seen.opened === 3) {
                    source.close();
                    done(seen);
                  }
                };
                """);

        assertThat(seen.get("errors")).isEqualTo(List.of(CONNECTING, CONNECTING));
        assertRising(events(seen.get("events")));
        assertThat(events(seen.get("events")).stream()
                        .mapToLong(event -> Long.parseLong(event.data()))
                        .toArray())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private Object run(String script, Object... arguments) {
        return browser.runUntilDone(PRELUDE + script, arguments);
    }

    private static List<ReceivedEvent> events(Object events) {
        return ((List<?>) events)
                .stream()
                        .map(event -> (Map<?, ?>) event)
                        .map(event -> new ReceivedEvent((String) event.get("type"), (String) event.get("data"), (String)
                                event.get("lastEventId")))
                        .toList();
    }
}
