/* SPDX-License-Identifier: Apache-2.0 */

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 2;

const GAP = "rivulet:gap";
const END = "rivulet:end";
const PARAMETER = "lastEventId";

/** Milliseconds. */
const DEFAULT_DELAY = 3_000; // the standard leaves it to browsers: "a few seconds"
const SHORTEST_DELAY = 500; // after a failure, whatever the server says
const DEFAULT_LONGEST_DELAY = 30_000;
const LONGEST_TIMER = 2 ** 31 - 1; // of setTimeout; a longer one fires at once
const ANSWER_TIMEOUT = 30_000;
const DEFAULT_SILENCE = 45_000; // after which a stream counts as dead: three heartbeats of a server with Rivulet's defaults
const LEAST_SILENCE = 20_000; // however often there are heartbeats
const STALE = 30_000; // of silence after which a stream is not trusted when its page is looked at again
const HEARTBEATS = 3; // that may be missing

/** Of the client errors, those that time alone can mend; 404 is what servers answer while an application deploys. */
const PASSING = new Set([404, 408, 421, 425, 429]);

/** What ended an attempt or a stream. */
class Loss {
  constructor(message, { status = 0, final = false, regular = false, silent = false, retryAfter = 0, delay } = {}) {
    Object.assign(this, { message, status, final, regular, silent, retryAfter, delay });
  }
}

/** Tells why a source is not connected, and for how long it waits now. */
export class RivuletErrorEvent extends Event {
  constructor({ message, status }, delay) {
    super("error");
    Object.assign(this, { message, status, delay });
  }
}

/**
 * The format of WHATWG HTML, "Parsing an event stream", from decoded text. Lines may end anywhere in a chunk; what the last
 * blank line has not closed is dropped with the parser.
 */
class Parser {
  #sink;
  #rest = "";
  #afterCr = false;
  #type = "";
  #data = [];
  #id;

  /** The sink has id(text), event(type, data), heartbeat() and delay(milliseconds). */
  constructor(sink, id) {
    this.#sink = sink;
    this.#id = id;
  }

  push(text) {
    if (!text) {
      return;
    }
    const lines = (this.#afterCr && text[0] === "\n" ? text.slice(1) : text).split(/\r\n|\r|\n/);
    this.#afterCr = text.endsWith("\r");
    lines[0] = this.#rest + lines[0];
    this.#rest = lines.pop();
    lines.forEach(line => this.#line(line));
  }

  #line(line) {
    if (!line) {
      this.#blank();
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + (line[colon + 1] === " " ? 2 : 1));
    switch (field) {
      case "":
        this.#sink.heartbeat();
        break;
      case "event":
        this.#type = value;
        break;
      case "data":
        this.#data.push(value);
        break;
      case "id":
        if (!value.includes("\0")) {
          this.#id = value;
        }
        break;
      case "retry":
        if (/^\d+$/.test(value)) {
          this.#sink.delay(Number(value));
        }
        break;
      default: // the standard has others ignored
    }
  }

  #blank() {
    const [type, data] = [this.#type, this.#data];
    this.#type = "";
    this.#data = [];
    this.#sink.id(this.#id);
    if (data.length) {
      this.#sink.event(type || "message", data.join("\n"));
    }
  }
}

/**
 * EventSource, for pages that stay open: it comes back after refusals too, as while a server restarts, carries the last
 * event id wherever it goes, and notices streams that have died in silence. See rivulet.d.ts for what each member does.
 */
export class RivuletSource extends EventTarget {
  static CONNECTING = CONNECTING;
  static OPEN = OPEN;
  static CLOSED = CLOSED;

  #url;
  #options;
  #storageKey;
  #state = CONNECTING;
  #lastEventId;
  #delay = DEFAULT_DELAY;
  #failures = 0; // since the last stream
  #endWasLast = false; // of the events so far
  #attempt; // the AbortController of the connection that counts
  #timer; // for the next attempt, or for the silence of this one
  #notBefore = 0;
  #silence = DEFAULT_SILENCE; // unless the page says
  #heard = 0;
  #paused = false; // while the page is in the back/forward cache
  #alive = new AbortController();
  #handlers = {};

  constructor(url, options = {}) {
    super();
    this.#url = resolved(url);
    this.#options = options;
    if (options.remember) {
      this.#storageKey = `rivulet:${options.remember === true ? this.url : options.remember}`;
    }
    this.#lastEventId = options.lastEventId ?? this.#recalled() ?? this.#url.searchParams.get(PARAMETER) ?? "";
    this.#listenToPage();
    this.#connect();
  }

  get url() {
    return this.#url.href;
  }

  get withCredentials() {
    return Boolean(this.#options.withCredentials);
  }

  get readyState() {
    return this.#state;
  }

  get lastEventId() {
    return this.#lastEventId;
  }

  close() {
    this.#state = CLOSED;
    this.#stop();
    this.#alive.abort();
    this.#remember();
  }

  static {
    Object.assign(this.prototype, { CONNECTING, OPEN, CLOSED });
    for (const [name, type] of [["open", "open"], ["message", "message"], ["error", "error"], ["gap", GAP], ["end", END]]) {
      Object.defineProperty(this.prototype, `on${name}`, {
        configurable: true,
        enumerable: true,
        get() {
          return this.#handlers[type] ?? null;
        },
        set(handler) {
          if (!(type in this.#handlers)) { // one that is replaced keeps its place, as in the DOM
            this.addEventListener(type, event => this.#handlers[type]?.call(this, event));
          }
          this.#handlers[type] = typeof handler === "function" ? handler : null;
        },
      });
    }
  }

  async #connect() {
    this.#stop();
    this.#state = CONNECTING;
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#watch(ANSWER_TIMEOUT, new Loss(`No answer for ${ANSWER_TIMEOUT / 1000} s. Over HTTP/1.1 a browser has six connections`
      + " to a server, for all its tabs together"));
    const { signal } = attempt;
    // The signal ends a request and a stream by itself, but not the page's own headers().
    const aborted = new Promise(resolve => signal.addEventListener("abort", resolve));
    const loss = await Promise.race([this.#stream(signal).catch(failure => failure), aborted]);
    if (attempt === this.#attempt) {
      this.#lost(signal.aborted ? signal.reason : loss);
    }
  }

  /** Answers what ended it. */
  async #stream(signal) {
    const { headers, withCredentials } = this.#options;
    const sent = new Headers(typeof headers === "function" ? await headers() : headers);
    sent.set("Accept", "text/event-stream");
    signal.throwIfAborted();
    let response;
    try {
      response = await fetch(this.#address(), {
        headers: sent, signal, cache: "no-store", credentials: withCredentials ? "include" : "same-origin",
      });
    } catch (unreachable) {
      return new Loss(`The server cannot be reached${this.#url.origin === globalThis.location?.origin ? ""
        : `, or does not let pages of ${globalThis.location?.origin} in`}`);
    }
    const type = response.headers.get("Content-Type")?.split(";")[0].trim().toLowerCase();
    if (response.status !== 200 || type !== "text/event-stream") {
      return this.#refused(response, type);
    }
    this.#opened(signal);
    try {
      await this.#read(response, signal);
    } catch (broken) {
      return new Loss("The connection broke", { status: 200 });
    }
    return new Loss("The server ended the stream", { status: 200, regular: true, delay: this.#delay });
  }

  #address() {
    const address = new URL(this.#url);
    if (this.#lastEventId) {
      address.searchParams.set(PARAMETER, this.#lastEventId);
    } else {
      address.searchParams.delete(PARAMETER);
    }
    return address;
  }

  async #refused(response, type) {
    const { status, statusText } = response;
    let message = `${status} ${statusText}`.trim();
    if (status === 204) {
      return new Loss(`${message}: there is nothing more to come`, { status, final: true, regular: true });
    }
    let final = status >= 400 && status < 500 && !PASSING.has(status);
    if (status === 401 && typeof this.#options.headers === "function") {
      final = false; // the next attempt may have a token that is newer
    }
    if (response.ok) {
      message += `, but with Content-Type ${type ?? "missing"} instead of text/event-stream`;
    }
    if (type === "application/problem+json") {
      const problem = await response.json().catch(() => null);
      message += problem?.detail ? `: ${problem.detail}` : "";
    }
    return new Loss(message, { status, final, retryAfter: retryAfter(response) });
  }

  #opened(signal) {
    if (signal.aborted) {
      return;
    }
    this.#state = OPEN;
    this.#failures = 0;
    this.#notBefore = 0;
    this.dispatchEvent(new Event("open"));
  }

  async #read(response, signal) {
    const origin = new URL(response.url).origin;
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let heartbeatAt = 0; // when the last one came, if nothing has come since
    const parser = new Parser({
      id: id => {
        if (!signal.aborted) {
          this.#lastEventId = id;
        }
      },
      event: (type, data) => {
        heartbeatAt = 0;
        if (!signal.aborted) { // by one that came before, in the same chunk
          this.#endWasLast = type === END && isEnd(data);
          this.dispatchEvent(new MessageEvent(type, { data, origin, lastEventId: this.#lastEventId }));
        }
      },
      heartbeat: () => {
        // Two in a row tell how often they come, and so from when on silence is suspicious.
        if (heartbeatAt) {
          this.#silence = Math.max(LEAST_SILENCE, HEARTBEATS * (Date.now() - heartbeatAt));
        }
        heartbeatAt = Date.now();
      },
      delay: delay => (this.#delay = delay),
    }, this.#lastEventId);
    for (let chunk = {}; !chunk.done; chunk = await reader.read()) {
      this.#heard = Date.now();
      parser.push(decoder.decode(chunk.value, { stream: true }));
      if (signal.aborted) { // by a listener
        return;
      }
      const silence = this.#options.silence ?? this.#silence;
      this.#watch(silence, new Loss(`Nothing came for ${Math.round(silence / 1000)} s`, { silent: true }));
    }
  }

  /** Gives an attempt up unless it is heard of in time; 0 is for ever. */
  #watch(limit, loss) {
    clearTimeout(this.#timer);
    const attempt = this.#attempt;
    if (limit) {
      this.#timer = setTimeout(() => attempt.abort(loss), Math.min(limit, LONGEST_TIMER));
    }
  }

  #lost(loss) {
    if (!(loss instanceof Loss)) {
      loss = new Loss(String(loss?.message ?? loss)); // thrown by the page's own headers()
    }
    if (loss.silent) {
      this.#silence *= 2; // it may be a server without heartbeats; two in a row set this right
    }
    const wasOpen = this.#state === OPEN;
    this.#stop();
    let delay;
    if (loss.final) {
      this.close();
    } else {
      this.#state = CONNECTING;
      this.#notBefore = Date.now() + loss.retryAfter;
      delay = Math.min(loss.delay ?? this.#backoff(loss.retryAfter, wasOpen), LONGEST_TIMER);
      this.#timer = setTimeout(() => this.#connect(), delay);
    }
    // After a channel's end both the stream's and the 204 are as they should be. One channel's end does not prove that all
    // have ended, since streams close for other reasons too: so the server is asked again all the same.
    if (!(this.#endWasLast && loss.regular)) {
      this.dispatchEvent(new RivuletErrorEvent(loss, delay));
    }
  }

  /**
   * What the server says, but spread, and from the second failure in a row on twice as long each time. After a clean end it is
   * not asked: there the server spreads its clients itself.
   */
  #backoff(retryAfter, wasOpen) {
    const growth = wasOpen ? 1 : 2 ** Math.min(this.#failures++, 20);
    const longest = this.#options.longestDelay ?? DEFAULT_LONGEST_DELAY;
    return spread(Math.max(retryAfter, Math.min(Math.max(this.#delay, SHORTEST_DELAY) * growth, longest)));
  }

  /** From here on nothing of what is under way counts. */
  #stop() {
    clearTimeout(this.#timer);
    const attempt = this.#attempt;
    this.#attempt = undefined;
    attempt?.abort();
  }

  #listenToPage() {
    const on = (target, type, listener) => target?.addEventListener?.(type, listener, { signal: this.#alive.signal });
    on(globalThis, "online", () => this.#wake("The network is back", 0));
    on(globalThis.document, "visibilitychange", () => {
      if (document.visibilityState === "visible") {
        this.#wake("The page was away", Math.max(this.#options.silence ?? 0, STALE));
      } else {
        this.#remember();
      }
    });
    on(globalThis, "pagehide", () => {
      this.#remember();
      this.#stop();
      this.#state = CONNECTING;
      this.#paused = true;
    });
    on(globalThis, "pageshow", () => {
      if (this.#paused) {
        this.#paused = false;
        this.#timer = setTimeout(() => this.#connect(), Math.max(0, this.#notBefore - Date.now()));
      }
    });
  }

  /** Does not wait out a delay any longer, unless the server asked for it; and replaces a stream that was silent for so long. */
  #wake(why, silence) {
    if (this.#paused) {
      return;
    }
    if (this.#state === OPEN && Date.now() - this.#heard >= silence) {
      this.#attempt.abort(new Loss(why, { status: 200, delay: 0 }));
    } else if (!this.#attempt && Date.now() >= this.#notBefore) {
      this.#connect();
    }
  }

  #recalled() {
    try {
      return this.#storageKey && sessionStorage.getItem(this.#storageKey);
    } catch (forbidden) {
      return undefined;
    }
  }

  #remember() {
    try {
      if (this.#storageKey && this.#lastEventId) {
        sessionStorage.setItem(this.#storageKey, this.#lastEventId);
      }
    } catch (forbidden) { // or full: then it is as after any reload
    }
  }
}

/** Whether that is Rivulet's own word that a channel has ended, since any server may use the event's name. */
function isEnd(data) {
  try {
    const { channel, outcome, reason = "" } = JSON.parse(data);
    return typeof channel === "string" && channel !== "" && typeof reason === "string" && /^(ended|failed)$/.test(outcome);
  } catch (other) {
    return false;
  }
}

function resolved(url) {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  let address;
  try {
    address = new URL(url, base);
  } catch (invalid) {
    throw new DOMException(`"${url}" is not a URL`, "SyntaxError");
  }
  if (!/^https?:$/.test(address.protocol)) {
    throw new DOMException(`"${url}" has the scheme "${address.protocol}"; it must be http: or https:, or relative to the page`,
      "SyntaxError");
  }
  return address;
}

/** In seconds or as a date, RFC 9110, section 10.2.3. */
function retryAfter(response) {
  const value = response.headers.get("Retry-After") ?? "";
  const wait = /^\d+$/.test(value) ? 1_000 * value : Date.parse(value) - Date.now();
  return wait > 0 ? wait : 0;
}

/** Up to half as much more, so that clients that were cut together do not come back together. */
function spread(delay) {
  return delay * (1 + Math.random() / 2);
}
