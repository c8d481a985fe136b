/* SPDX-License-Identifier: Apache-2.0 */

import { Stream } from "./stream.js";

const KEPT = 12;
const GAP = "rivulet:gap";

/** Every name that a sample uses; a browser's EventSource has no way to listen to all. */
const NAMES = [
  "message", "heartbeat", "myevent", "customEvent", "OrderPlaced",
  "channel", "events", "time", // where several channels share a stream, an event without a name has its channel's
  GAP,
];

/**
 * One section of the page: its buttons, its state and the last events. What a section shows beyond that is its view's, which
 * may have url(), async loaded() (the event id to start after), received(event), opened({again}) and gap().
 */
export class Card {
  #section;
  #view;
  #page;
  #count = 0;

  constructor(section, view, page) {
    this.#section = section;
    this.#view = view;
    this.#page = page;
    const title = section.querySelector("h2");
    title.id = `${section.dataset.stream}-title`;
    section.setAttribute("aria-labelledby", title.id);
    section.append(document.getElementById("stream").content.cloneNode(true));
    for (const action of ["open", "close"]) {
      const button = this.#role(action);
      button.setAttribute("aria-label", `${button.textContent} ${title.textContent}`);
      button.onclick = () => button.getAttribute("aria-disabled") !== "true" && this[action]();
    }
    section.querySelector("[data-role=choice]")?.addEventListener("submit", event => {
      event.preventDefault();
      this.open();
    });
    this.#role("events").setAttribute("aria-label", `Last events of ${title.textContent}, newest first`);
    this.stream = new Stream(NAMES, this);
    this.changed();
  }

  async open() {
    this.#text("gap", "");
    this.#text("error", "none");
    this.#text("note", "opening …");
    this.#page.say("");
    try {
      const lastEventId = await this.#view.loaded?.();
      this.stream.open(this.#view.url?.() ?? this.#section.dataset.url, lastEventId);
    } catch (failure) {
      this.failed(failure.message);
    }
  }

  close() {
    this.stream.close();
    this.#text("note", `closed at ${now()}`);
  }

  opened(how) {
    const resumed = how.lastEventId && `, resumed after ${how.lastEventId}`;
    const attempts = how.attempts === 1 ? "1 attempt" : `${how.attempts} attempts`;
    this.#text("note", how.again
      ? `reconnected at ${now()} after ${attempts}${resumed || ", from the newest event on"}`
      : `opened at ${now()}${resumed}`);
    this.#view.opened?.(how);
  }

  received(event) {
    this.#text("count", ++this.#count);
    const events = this.#role("events");
    events.prepend(row(event));
    events.children[KEPT]?.remove();
    if (event.type === GAP) {
      const { channel, requested, oldest } = JSON.parse(event.data);
      this.#text("gap", `Gap at ${now()}: the server no longer has all that followed ${requested} on the channel ${channel}`
        + (oldest ? `; the oldest that it has is ${oldest}.` : "; it has nothing yet."));
      this.#view.gap?.();
    } else {
      this.#view.received?.(event);
    }
  }

  failed(reason) {
    this.#text("error", `${now()}: ${reason}`);
    if (this.stream.wanted) {
      this.#text("note", "lost, trying again …");
    } else {
      this.#text("note", "not open: it never was, so nobody tries again");
      this.#page.say(`${this.#section.querySelector("h2").textContent} could not be opened: ${reason}`);
    }
  }

  changed() {
    const { state, wanted } = this.stream;
    this.#section.dataset.state = state;
    this.#text("state", state);
    this.#role("open").setAttribute("aria-disabled", wanted); // a disabled button would lose the keyboard's focus
    this.#role("close").setAttribute("aria-disabled", !wanted);
    this.#page.changed();
  }

  #role(name) {
    return this.#section.querySelector(`[data-role="${name}"]`);
  }

  #text(role, text) {
    const element = this.#role(role);
    element.textContent = text;
    if (role === "gap") {
      element.hidden = !text;
    }
  }
}

function row(event) {
  const item = document.createElement("li");
  for (const [role, text] of [["type", event.type], ["id", event.lastEventId], ["data", event.data]]) {
    const part = document.createElement("span");
    part.dataset.role = role;
    part.textContent = text;
    item.append(part, " ");
  }
  item.classList.toggle("gap", event.type === GAP);
  return item;
}

function now() {
  return new Date().toLocaleTimeString("en-GB");
}
