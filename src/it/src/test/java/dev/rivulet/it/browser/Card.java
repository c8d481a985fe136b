/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.server.Position;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A section of the samples' page: what is pressed and filled in there, and what it shows. */
final class Card {

    /** The page shows the last events; this keeps them all, so that no test has to be in time. */
    private static final String KEEP_EVENTS = """
            const event = row => Object.fromEntries(["type", "id", "data"].map(role =>
              [role, row.querySelector(`[data-role=${role}]`).textContent]));
            window.keptEvents = Object.fromEntries([...document.querySelectorAll("[data-stream]")].map(card => {
              const list = card.querySelector("[data-role=events]");
              const events = [...list.children].reverse().map(event);
              new MutationObserver(changes => changes.forEach(change => events.push(...[...change.addedNodes].map(event))))
                .observe(list, { childList: true });
              return [card.dataset.stream, events];
            }));
            """;

    private static final String SHOWN = """
            const card = document.querySelector(`[data-stream=${arguments[0]}]`);
            const visible = role => {
              const element = card.querySelector(`[data-role=${role}]`);
              return element.checkVisibility() ? element.textContent : "";
            };
            return {
              state: card.dataset.state,
              label: visible("state"),
              count: visible("count"),
              note: visible("note"),
              error: visible("error"),
              gap: visible("gap"),
              events: window.keptEvents[card.dataset.stream],
            };
            """;

    private static final String TEXTS = """
            return [...document.querySelectorAll(arguments[0])].map(element =>
              (element.children.length ? [...element.children] : [element]).map(part => part.textContent).join(" "));
            """;

    private final Browser browser;
    private final String stream;

    Card(Browser browser, String stream) {
        this.browser = browser;
        this.stream = stream;
    }

    /** From now on {@link Shown#events} has every event that the page's cards receive. */
    static void keepEvents(Browser browser) {
        browser.run(KEEP_EVENTS);
    }

    /** Presses the card's button, and waits until its stream is open. */
    Shown open() {
        press("[data-role=open]");
        return awaitThat(shown -> assertThat(shown.state()).isEqualTo("OPEN"));
    }

    /** Presses the card's button, and waits until its stream is closed. */
    Shown close() {
        press("[data-role=close]");
        return awaitThat(shown -> assertThat(shown.state()).isEqualTo("CLOSED"));
    }

    /** Presses Enter on a button, or in a field. */
    void press(String selector) {
        browser.press(within(selector));
    }

    void fill(String selector, String text) {
        browser.fill(within(selector), text);
    }

    void choose(String selector, String option) {
        browser.choose(within(selector), option);
    }

    String text(String selector) {
        return browser.text(within(selector));
    }

    /** What all elements that match say; those with parts, such as rows, with a space between these. */
    List<String> texts(String selector) {
        return ((List<?>) browser.run(TEXTS, within(selector)))
                .stream().map(String::valueOf).toList();
    }

    /** The card as it is at this moment. */
    Shown shown() {
        return Shown.of((Map<?, ?>) browser.run(SHOWN, stream));
    }

    /** Waits until the card is as asserted, and answers it as it was then. */
    Shown awaitThat(Consumer<Shown> assertions) {
        AtomicReference<Shown> last = new AtomicReference<>();
        Browser.awaitThat(() -> {
            last.set(shown());
            assertThat(last.get()).satisfies(assertions);
        });
        return last.get();
    }

    /** Waits for so many more events, and answers these, in the order in which they came. */
    List<ReceivedEvent> awaitEvents(int number) {
        int before = shown().events().size();
        return awaitThat(shown -> assertThat(shown.events()).hasSizeGreaterThanOrEqualTo(before + number))
                .events()
                .subList(before, before + number);
    }

    private String within(String selector) {
        return "[data-stream=" + stream + "] " + selector;
    }

    /**
     * A card at one moment, without what is hidden.
     *
     * @param state of its stream, for the style sheet
     * @param label the same, for the reader
     * @param count of the events that it has ever received
     * @param note on the connection
     * @param error the last one
     * @param gap what was missed
     * @param events that it has received, in the order in which they came
     */
    record Shown(
            String state,
            String label,
            String count,
            String note,
            String error,
            String gap,
            List<ReceivedEvent> events) {

        private static Shown of(Map<?, ?> card) {
            List<ReceivedEvent> events = ((List<?>) card.get("events"))
                    .stream()
                            .map(event -> (Map<?, ?>) event)
                            .map(event ->
                                    new ReceivedEvent(text(event, "type"), text(event, "data"), text(event, "id")))
                            .toList();
            return new Shown(
                    text(card, "state"),
                    text(card, "label"),
                    text(card, "count"),
                    text(card, "note"),
                    text(card, "error"),
                    text(card, "gap"),
                    events);
        }

        private static String text(Map<?, ?> object, String key) {
            return String.valueOf(object.get(key));
        }

        /** Where the newest event stands in its channel. */
        Position position() {
            return Positions.of(events.get(events.size() - 1));
        }
    }
}
