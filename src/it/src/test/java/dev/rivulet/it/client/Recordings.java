/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import dev.rivulet.it.browser.Browser;
import dev.rivulet.it.support.ReceivedEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Sources side by side on one stream: the browser's first, then one for each transport. */
record Recordings(List<Recording> each) implements AutoCloseable {

    static Recordings start(Browser browser, URI url, List<String> names) {
        List<Recording> recordings = new ArrayList<>();
        recordings.add(BrowserRecording.start(browser, url, names));
        for (Over transport : Over.values()) {
            recordings.add(JavaRecording.start(transport.builder(url), names));
        }
        return new Recordings(List.copyOf(recordings));
    }

    /** Waits for each of them, and answers what they have told by then. */
    List<List<ReceivedEvent>> awaitThat(Predicate<Recording> done) {
        return each.stream()
                .map(recording -> Browser.awaitFor(() -> recording, done).entries())
                .toList();
    }

    static List<ReceivedEvent> messages(List<ReceivedEvent> entries) {
        return entries.stream()
                .filter(entry -> !entry.type().equals(Recording.OWN))
                .toList();
    }

    @Override
    public void close() {
        each.forEach(Recording::close);
    }
}
