/* SPDX-License-Identifier: Apache-2.0 */

const LONGEST_DELAY = 5_000;

/**
 * An EventSource that also comes back where the browser's gives up: that one reconnects when the connection breaks, but not
 * after an answer that is no stream, such as the 404 or 503 of a server that is being started again.
 *
 * Calls its listener's opened({attempts, lastEventId, again}), received(event), failed(reason) and changed().
 */
export class Stream {
  #names;
  #listener;
  #url;
  #source;
  #timer;
  #attempts = 0;
  #wasOpen = false;

  constructor(names, listener) {
    this.#names = names;
    this.#listener = listener;
    this.lastEventId = "";
  }

  /** Whether it is to be open: from open() to close(), or until a stream that never was open is refused. */
  wanted = false;

  get state() {
    return ["CONNECTING", "OPEN", "CLOSED"][this.#source?.readyState ?? EventSource.CLOSED];
  }

  open(url, lastEventId = "") {
    this.#stop();
    this.wanted = true;
    this.lastEventId = lastEventId;
    this.#url = new URL(url, document.baseURI);
    this.#attempts = 0;
    this.#wasOpen = false;
    this.#connect();
  }

  close() {
    this.wanted = false;
    this.#stop();
    this.#listener.changed();
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  #connect() {
    if (this.lastEventId) {
      this.#url.searchParams.set("lastEventId", this.lastEventId);
    }
    const source = new EventSource(this.#url);
    this.#source = source;
    source.onopen = () => this.#opened();
    source.onerror = () => this.#failed(source);
    for (const name of this.#names) {
      source.addEventListener(name, event => {
        this.lastEventId = event.lastEventId;
        this.#listener.received(event);
      });
    }
    this.#listener.changed();
  }

  #opened() {
    this.#listener.opened({ attempts: this.#attempts, lastEventId: this.lastEventId, again: this.#wasOpen });
    this.#attempts = 0;
    this.#wasOpen = true;
    this.#listener.changed();
  }

  async #failed(source) {
    this.#attempts++;
    if (source.readyState !== EventSource.CLOSED) {
      this.#listener.failed("the connection broke; the browser reconnects");
      this.#listener.changed();
      return;
    }
    const delay = Math.min(1000 * 2 ** (this.#attempts - 1), LONGEST_DELAY);
    if (this.#wasOpen) {
      this.#timer = setTimeout(() => this.#connect(), delay);
    } else {
      this.wanted = false;
    }
    this.#listener.changed();
    const reason = await whyRefused(this.#url);
    if (source === this.#source) {
      this.#listener.failed(this.wanted ? `${reason}. The browser gives up; this page opens it again` : reason);
    }
  }
}

/** Asks once more for what an EventSource does not tell: the status, and the body's reason. */
async function whyRefused(url) {
  const abort = new AbortController();
  try {
    const response = await fetch(url, { headers: { Accept: "text/event-stream" }, signal: abort.signal });
    if (response.ok) {
      return `the stream was refused, though the same request is answered with ${response.status} now`;
    }
    const body = await response.text();
    return `${response.status} ${response.statusText}${detail(body)}`;
  } catch (unreachable) {
    return "the server cannot be reached";
  } finally {
    abort.abort();
  }
}

function detail(body) {
  try {
    return `: ${JSON.parse(body).detail}`;
  } catch (notJson) {
    return "";
  }
}
