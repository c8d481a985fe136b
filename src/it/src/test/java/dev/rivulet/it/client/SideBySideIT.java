/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import static dev.rivulet.client.ReadyState.CLOSED;
import static dev.rivulet.client.ReadyState.CONNECTING;
import static dev.rivulet.it.client.Recording.error;
import static dev.rivulet.it.client.Recording.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.app.scripted.Script;
import dev.rivulet.it.browser.Browser;
import dev.rivulet.it.browser.BrowserExtension;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.Position;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chromium's EventSource and Rivulet's, over both transports, at the same streams at the same time. */
@ExtendWith(BrowserExtension.class)
class SideBySideIT {

    private static final List<String> NAMES =
            List.of("message", "named", "NAMED", "open", "error", "myevent", "customEvent", "heartbeat", "rivulet:gap");

    @AutoClose
    private static PayaraMicroProcess server;

    private static App samples;
    private static App scripts;

    private Browser browser;

    @BeforeAll
    static void start() {
        WebArchive scripted = ShrinkWrap.create(WebArchive.class, "scripted.war")
                .addPackage(Script.class.getPackage())
                .addAsWebResource(new StringAsset("<!doctype html><title>Nothing here</title>"), "index.html");
        server = new PayaraMicroProcess(
                        "side-by-side", Path.of(System.getProperty("rivulet.samples.war")), Wars.saved(scripted))
                .start();
        samples = server.app("rivulet-samples");
        scripts = server.app("scripted");
    }

    @BeforeEach
    void openPageOfTheServer(Browser ofThisTest) {
        browser = ofThisTest;
        browser.open(scripts.root());
    }

    @ParameterizedTest
    @ValueSource(strings = {"script/204", "script/500", "script/404", "script/503", "script/html"})
    void aStreamsWholeLifeIsTheSame(String path) {
        List<ReceivedEvent> told = assertTellTheSame(scripts.root().resolve(path), Recording::isOver);

        assertThat(told)
                .containsSubsequence(
                        open(),
                        new ReceivedEvent("message", "one", "1"),
                        new ReceivedEvent("named", "two\n lines", "2"),
                        new ReceivedEvent("message", "accepts text/event-stream, no-cache", "2"),
                        error(CONNECTING),
                        open(),
                        new ReceivedEvent("message", "comes back with seen=yes", "2"),
                        new ReceivedEvent("open", "not the source's own", "2"),
                        new ReceivedEvent("NAMED", "another name", "five <5>"),
                        error(CONNECTING),
                        open(),
                        new ReceivedEvent("message", "\uFFFDa\uFFFDb\uFFFD", "6"),
                        error(CONNECTING))
                .endsWith(error(CLOSED));
        assertThat(told).filteredOn(open()::equals).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreFollowedAlike(int status) {
        List<ReceivedEvent> told =
                assertTellTheSame(scripts.root().resolve("moved/" + status + "/204"), Recording::isOver);

        assertThat(told)
                .startsWith(open(), new ReceivedEvent("message", "one", "1"))
                .endsWith(error(CLOSED))
                .hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/broken", "api/events/orders", "api/events/news", "icon.svg"})
    void refusalsAreOneErrorAlike(String path) {
        assertThat(assertTellTheSame(samples.root().resolve(path), Recording::isOver))
                .containsExactly(error(CLOSED));
    }

    /** Of one channel each: where a stream carries several, only the order within each is promised. */
    @ParameterizedTest
    @ValueSource(strings = {"api/events", "api/heartbeat", "api/time", "api/events/heartbeat"})
    void theSamplesStreamsAreTheSameFromAPositionOn(String path) {
        int count = 8;
        URI resumed = resumed(path, 5);

        List<ReceivedEvent> told =
                assertTellTheSame(resumed, recording -> recording.messages().size() >= count, count + 1);

        assertThat(told).startsWith(open()).doesNotHaveDuplicates();
    }

    /** The sources come back when they like, so where the cuts fall among the messages may differ; the messages may not. */
    @Test
    void cutStreamsAreResumedAlike() {
        URI url = resumed("api/broken/cuts", 0);
        try (Recordings all = Recordings.start(browser, url, NAMES)) {
            List<List<ReceivedEvent>> told = all.awaitThat(recording -> recording.opened() >= 3);

            int common = told.stream()
                    .mapToInt(entries -> Recordings.messages(entries).size())
                    .min()
                    .orElseThrow();
            List<ReceivedEvent> messages = Recordings.messages(told.get(0)).subList(0, common);
            assertThat(common).isGreaterThan(5);
            assertThat(told).allSatisfy(entries -> {
                assertThat(Recordings.messages(entries).subList(0, common)).isEqualTo(messages);
                assertThat(entries).contains(error(CONNECTING)).doesNotContain(error(CLOSED));
            });
            long first = Long.parseLong(messages.get(0).data());
            for (int i = 0; i < common; i++) {
                assertThat(messages.get(i).data()).isEqualTo(Long.toString(first + i));
            }
        }
    }

    /** The stream's address, from a position on that is so many events ago, or the first: those come at once. */
    private static URI resumed(String path, long ago) {
        try (RawStream stream = samples.stream(path)) {
            Position now = Position.parse(stream.nextEvent().lastEventId()).orElseThrow();
            Position from = now.at(Math.max(0, now.stamp() - ago));
            return samples.root().resolve(path + "?lastEventId=" + from);
        }
    }

    private List<ReceivedEvent> assertTellTheSame(URI url, Predicate<Recording> done) {
        return assertTellTheSame(url, done, Integer.MAX_VALUE);
    }

    /** Answers what all of them have told, up to a number of entries. */
    private List<ReceivedEvent> assertTellTheSame(URI url, Predicate<Recording> done, int most) {
        try (Recordings all = Recordings.start(browser, url, NAMES)) {
            List<List<ReceivedEvent>> told = all.awaitThat(done).stream()
                    .map(entries -> entries.subList(0, Math.min(most, entries.size())))
                    .toList();
            List<ReceivedEvent> byTheBrowser = told.get(0);
            assertThat(byTheBrowser).isNotEmpty();
            assertThat(told)
                    .hasSize(1 + Over.values().length)
                    .allSatisfy(entries -> assertThat(entries)
                            .as("of %s, beside %s", Arrays.toString(Over.values()), url)
                            .isEqualTo(byTheBrowser));
            return byTheBrowser;
        }
    }
}
