/* SPDX-License-Identifier: Apache-2.0 */

import { RivuletSource } from "../rivulet/rivulet.js";

/*
 * A listener is a card: query, hears(channel), types, and loaded() (the id to start after, if its state has one), opened(lastEventId),
 * received(event), failed(error) and changed().
 */

/** A stream of one listener's own. */
export class OwnStream {
  #url;
  #source;

  /** url() answers where, each time that it is opened. */
  constructor(url) {
    this.#url = url;
  }

  get source() {
    return this.#source;
  }

  async connect(listener) {
    this.#source?.close();
    const lastEventId = await listener.loaded();
    this.#source = new RivuletSource(this.#url(), { lastEventId });
    follow(this.#source, [listener]);
    listener.changed();
  }

  disconnect(listener) {
    this.#source?.close();
    listener.changed();
  }
}

/**
 * One stream for many listeners, a channel each. When one comes or goes it is opened anew after the last event's id, which
 * is a place in all channels: none of the others misses an event or gets one twice.
 */
export class SharedStream {
  #url;
  #source;
  #listeners = [];
  #lastEventId;
  #changes = 0;
  #turn = Promise.resolve();

  constructor(url) {
    this.#url = url;
  }

  get source() {
    return this.#source;
  }

  /** Its state is loaded while nothing is open, so that the stream's place is older than it; fails if it could not be loaded. */
  connect(listener) {
    return this.#change(async () => {
      const position = await listener.loaded();
      this.#lastEventId ??= position;
      this.#listeners = this.#listeners.filter(other => other !== listener).concat(listener);
    });
  }

  disconnect(listener) {
    this.#listeners = this.#listeners.filter(other => other !== listener);
    return this.#change(() => {});
  }

  /** One change after the other; of those that come together, as at the start, the last one opens the stream. */
  #change(change) {
    this.#changes++;
    const turn = this.#turn.then(async () => {
      this.#close();
      try {
        await change();
      } finally {
        if (--this.#changes === 0) {
          this.#open();
        }
      }
    });
    this.#turn = turn.catch(() => {}); // the caller's to tell
    return turn;
  }

  #close() {
    this.#lastEventId = this.#source?.lastEventId || this.#lastEventId;
    this.#source?.close();
    this.#source = undefined;
  }

  #open() {
    if (this.#listeners.length) {
      const query = new URLSearchParams(this.#listeners.flatMap(({ query }) => query));
      this.#source = new RivuletSource(`${this.#url}?${query}`, { lastEventId: this.#lastEventId });
      follow(this.#source, this.#listeners);
      this.#listeners.forEach(listener => listener.changed());
    } else {
      this.#lastEventId = undefined; // so that the next one starts with what comes then
    }
  }
}

function follow(source, listeners) {
  source.onopen = () => listeners.forEach(listener => listener.opened(source.lastEventId));
  source.onerror = error => listeners.forEach(listener => listener.failed(error));
  source.ongap = source.onend = event => {
    const { channel } = JSON.parse(event.data);
    listeners.filter(listener => listeners.length === 1 || listener.hears(channel))
      .forEach(listener => listener.received(event));
  };
  const alone = listeners.length === 1 ? ["message"] : []; // only beside others does an unnamed event take its channel's name
  for (const listener of listeners) {
    new Set([...listener.types, ...alone])
      .forEach(type => source.addEventListener(type, event => listener.received(event)));
  }
}
