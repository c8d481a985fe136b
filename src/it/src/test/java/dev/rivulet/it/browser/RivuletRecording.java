/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A {@code RivuletSource} in a page of a {@link ScriptedOrigin}, and all that it has told since. */
final class RivuletRecording {

    private static final String START = """
            const [url, options] = arguments;
            if (options.tokens) {
              const tokens = [...options.tokens];
              options.headers = async () => ({ Authorization: tokens.shift() });
            }
            if (options.headersOf) {
              options.headers = window[options.headersOf];
            }
            const source = new RivuletSource(url, options);
            const told = [];
            const message = event => told.push({ what: `${event.type} ${event.data} ${event.lastEventId}` });
            source.onopen = () => told.push({ what: `open ${source.readyState}` });
            source.onmessage = message;
            source.addEventListener("named", message);
            source.ongap = message;
            source.onend = message;
            source.onerror = ({ status, message, delay }) =>
              told.push({ what: `error ${source.readyState} ${status}`, message, delay });
            window.recording = { source, told };
            """;

    private final Browser browser;

    private RivuletRecording(Browser browser) {
        this.browser = browser;
    }

    /** Loads the origin's page and opens a source in it. */
    static RivuletRecording start(Browser browser, ScriptedOrigin origin, Map<String, ?> options) {
        browser.open(origin.root());
        return startInPage(browser, "events", options);
    }

    /**
     * Opens a source in the page that is loaded; the option {@code tokens} becomes headers, a next one for each attempt,
     * {@code headersOf} the function of the page that makes them.
     */
    static RivuletRecording startInPage(Browser browser, String url, Map<String, ?> options) {
        Browser.awaitFor(() -> browser.run("return typeof RivuletSource"), "function"::equals);
        browser.run(START, url, options);
        return new RivuletRecording(browser);
    }

    /**
     * What the source has told so far: {@code open 1}, {@code <type> <data> <id>}, or {@code error <readyState> <status>}.
     */
    List<String> told() {
        return entries().stream().map(entry -> (String) entry.get("what")).toList();
    }

    /** Waits until that is what it has told, and nothing else. */
    void awaitTold(String... told) {
        Browser.awaitThat(() -> assertThat(told()).containsExactly(told));
    }

    /** Has the page's timers go ten times as fast from now on. */
    static void hurry(Browser browser) {
        browser.run("const real = setTimeout; window.setTimeout = (task, millis) => real(task, millis / 10)");
    }

    /** Waits for longer than a quick source does, in the page. */
    static void assertNothingMoreIsAsked(Browser browser, ScriptedOrigin origin) {
        int before = origin.requests().size();
        browser.runUntilDone("setTimeout(arguments[0], 1500)");
        assertThat(origin.requests()).hasSize(before);
    }

    /** What its errors say. */
    List<String> messages() {
        return errors().map(entry -> (String) entry.get("message")).toList();
    }

    /** The milliseconds that it waits after each of its errors; without those that were its last. */
    List<Double> delays() {
        return errors().filter(entry -> entry.get("delay") != null)
                .map(entry -> ((Number) entry.get("delay")).doubleValue())
                .toList();
    }

    private Stream<Map<?, ?>> errors() {
        return entries().stream().filter(entry -> entry.containsKey("message"));
    }

    private List<Map<?, ?>> entries() {
        return ((List<?>) browser.run("return recording.told"))
                .stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
    }
}
