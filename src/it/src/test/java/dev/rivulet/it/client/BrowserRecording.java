/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import dev.rivulet.it.browser.Browser;
import dev.rivulet.it.support.ReceivedEvent;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The browser's source in the page at hand, and what it has told. One at a time in a page. */
final class BrowserRecording implements Recording {

    private static final String START = """
            const [url, names, own] = arguments;
            const source = new EventSource(url);
            const entries = [];
            const add = (type, data, lastEventId) => entries.push({ type, data, lastEventId });
            const addOwn = event => {
              if (!(event instanceof MessageEvent)) {
                add(own, `${event.type} ${["CONNECTING", "OPEN", "CLOSED"][source.readyState]}`, "");
              }
            };
            const addMessage = event => {
              if (event instanceof MessageEvent) {
                add(event.type, event.data, event.lastEventId);
              }
            };
            source.onopen = addOwn;
            source.onerror = addOwn;
            names.forEach(name => source.addEventListener(name, addMessage));
            window.recording = { source, entries };
            """;

    private final Browser browser;

    private BrowserRecording(Browser browser) {
        this.browser = browser;
    }

    /** Opens a source that listens to messages of these names. */
    static BrowserRecording start(Browser browser, URI url, List<String> names) {
        browser.run(START, url.toString(), names, OWN);
        return new BrowserRecording(browser);
    }

    @Override
    public List<ReceivedEvent> entries() {
        return ((List<?>) browser.run("return window.recording.entries"))
                .stream()
                        .map(entry -> (Map<?, ?>) entry)
                        .map(entry -> new ReceivedEvent((String) entry.get("type"), (String) entry.get("data"), (String)
                                entry.get("lastEventId")))
                        .toList();
    }

    @Override
    public void close() {
        browser.run("window.recording.source.close()");
    }
}
