/* SPDX-License-Identifier: Apache-2.0 */

const KEPT = 12;
const GAP = "rivulet:gap";
const END = "rivulet:end";
const STATES = ["CONNECTING", "OPEN", "CLOSED"];

/**
 * One section of the page: its buttons, its state and the last events. What a section shows beyond that is its view's, which
 * may have async loaded() (the event id to start after), received(event), opened({again}), gap(), ended({outcome, reason}),
 * isFinal(error) (whether to try no more), hears(channel) and query (the names and values of what the page's stream is asked for beside
 * the section's channel).
 */
export class Card {
  #section;
  #view;
  #stream;
  #page;
  #count = 0;
  #position;
  #attempts = 0;
  #wasOpen = false;

  /** types are the names of the events that it shows. */
  constructor(section, { view, stream, types, page }) {
    this.#section = section;
    this.#view = view;
    this.#stream = stream;
    this.#page = page;
    this.types = types;
    const title = section.querySelector("h2");
    title.id = `${this.channel}-title`;
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
    this.changed();
  }

  get channel() {
    return this.#section.dataset.stream;
  }

  get query() {
    return [["channel", this.channel], ...this.#view.query ?? []];
  }

  hears(channel) {
    return channel === this.channel || Boolean(this.#view.hears?.(channel));
  }

  /** Whether it is to be open: from open() to close(), or until its channel has ended or the server refuses it for good. */
  wanted = false;

  async open() {
    this.wanted = true;
    this.#wasOpen = false;
    this.#attempts = 0;
    this.#text("gap", "");
    this.#text("error", "none");
    this.#text("note", "opening …");
    this.#page.say("");
    this.changed();
    try {
      await this.#stream.connect(this);
    } catch (failure) {
      this.wanted = false;
      this.#refused(failure.message);
    }
    this.changed();
  }

  close() {
    this.wanted = false;
    this.#stream.disconnect(this);
    this.#text("note", `closed at ${now()}`);
    this.changed();
  }

  async loaded() {
    this.#position = await this.#view.loaded?.();
    return this.#position;
  }

  opened(lastEventId) {
    this.changed();
    if (this.#wasOpen && this.#attempts === 0) {
      return; // the page's stream was opened anew, for another section
    }
    const again = this.#wasOpen;
    const after = again ? lastEventId : this.#position;
    const resumed = after && `, resumed after ${after}`;
    const attempts = this.#attempts === 1 ? "1 attempt" : `${this.#attempts} attempts`;
    this.#text("note", again
      ? `reconnected at ${now()} after ${attempts}${resumed || ", from the newest event on"}`
      : `opened at ${now()}${resumed || ""}`);
    this.#wasOpen = true;
    this.#attempts = 0;
    this.#view.opened?.({ again });
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
    } else if (event.type === END) {
      this.#ended(JSON.parse(event.data));
    } else {
      this.#view.received?.(event);
    }
  }

  failed({ message, status, delay }) {
    this.#attempts++;
    if (delay === undefined || this.#view.isFinal?.({ status })) {
      this.wanted = false;
      this.#stream.disconnect(this);
      this.#refused(message);
    } else {
      this.#text("error", `${now()}: ${message}`);
      this.#text("note", `${this.#wasOpen ? "lost" : "not open yet"}, trying again …`);
    }
    this.changed();
  }

  changed() {
    const state = STATES[this.wanted ? this.#stream.source?.readyState ?? 0 : 2];
    this.#section.dataset.state = state;
    this.#text("state", state);
    this.#role("open").setAttribute("aria-disabled", this.wanted); // a disabled button would lose the keyboard's focus
    this.#role("close").setAttribute("aria-disabled", !this.wanted);
    this.#page.changed();
  }

  /** Nothing more comes of this channel, so there is no need to ask for it. */
  #ended({ outcome, reason }) {
    this.wanted = false;
    this.#stream.disconnect(this);
    this.#text("note", `${outcome} at ${now()}, nothing more will come`);
    this.#view.ended?.({ outcome, reason });
    this.changed();
  }

  #refused(reason) {
    this.#text("error", `${now()}: ${reason}`);
    this.#text("note", "closed: the answer would be the same next time");
    this.#page.say(`${this.#section.querySelector("h2").textContent} could not be opened: ${reason}`);
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
