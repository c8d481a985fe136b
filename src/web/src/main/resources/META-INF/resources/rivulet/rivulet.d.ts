/* SPDX-License-Identifier: Apache-2.0 */

/** What a {@link RivuletSource} is opened with, beyond what `EventSource` knows. All of it is optional. */
export interface RivuletSourceInit extends EventSourceInit {
  /** The event after which the stream begins; default: the URL's `lastEventId`, if it has one. */
  lastEventId?: string;

  /**
   * Keeps the last event id in `sessionStorage`, so that the stream goes on where it was after a reload of the page: `true`
   * under the stream's URL, a text under that name. For pages that keep what the events told them, too.
   */
  remember?: boolean | string;

  /**
   * The longest wait between two attempts, in milliseconds, where the server asks for none; up to half as much more is added at
   * random. Default 30,000.
   */
  longestDelay?: number;

  /**
   * Milliseconds without a byte, heartbeats included, after which the stream counts as dead and is opened anew; 0 never.
   * Default: three times the server's heartbeat, 20,000 at least. How long that is two heartbeats in a row tell; before, it is
   * 45,000, and twice as much after each time that it was reached.
   */
  silence?: number;

  /**
   * Headers for each attempt, such as a token: a value, or a function that is asked each time. Across origins they cost a
   * preflight, which the server has to answer.
   */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
}

/** The source is not connected: why, and what it does about it. */
export declare class RivuletErrorEvent extends Event {
  private constructor();
  readonly type: "error";
  /** For people: the status with the server's reason, or what happened to the connection. */
  readonly message: string;
  /**
   * The answer's HTTP status; 200 for a stream that broke or ended; 204 where there is nothing more to come, and no end in a stream
   * has said so; 0 where there was no answer.
   */
  readonly status: number;
  /** Milliseconds until the next attempt; `undefined` where there is none, since the source is closed. */
  readonly delay: number | undefined;
}

/** The data of a {@link RivuletSource.ongap} event, as JSON. */
export interface RivuletGap {
  readonly channel: string;
  /** The id after which events were asked for. */
  readonly requested: string;
  /** The id of the oldest event that the server still has. */
  readonly oldest: string | null;
}

/** The data of a {@link RivuletSource.onend} event, as JSON. */
export interface RivuletEnd {
  readonly channel: string;
  /** `failed` if its producer could not go on: the channel may be incomplete. */
  readonly outcome: "ended" | "failed";
  /** Why it has failed, in the server's words for readers. */
  readonly reason?: string;
}

export interface RivuletSourceEventMap {
  open: Event;
  message: MessageEvent<string>;
  error: RivuletErrorEvent;
  "rivulet:gap": MessageEvent<string>;
  "rivulet:end": MessageEvent<string>;
}

type Handler<E extends Event> = ((this: RivuletSource, event: E) => unknown) | null;
type Listener<E extends Event> = ((this: RivuletSource, event: E) => unknown) | { handleEvent(event: E): unknown };

/**
 * An `EventSource` that also comes back after refusals (404, 408, 421, 425, 429, any 5xx, another content type), with
 * back-off and `Retry-After`; that notices streams which died in silence; and that carries the last event id wherever it
 * goes. Other client errors close it.
 */
export declare class RivuletSource extends EventTarget {
  static readonly CONNECTING: 0;
  static readonly OPEN: 1;
  static readonly CLOSED: 2;

  /** @throws {DOMException} `SyntaxError`, if the URL is none, or neither http nor https */
  constructor(url: string | URL, options?: RivuletSourceInit);

  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSED: 2;

  /** As it was given, resolved against the page's. */
  readonly url: string;
  readonly withCredentials: boolean;
  /** CONNECTING also while it waits for the next attempt. */
  readonly readyState: 0 | 1 | 2;
  /** Of the newest event that has arrived, or where the stream began; empty before that is known. */
  readonly lastEventId: string;

  onopen: Handler<Event>;
  onmessage: Handler<MessageEvent<string>>;
  onerror: Handler<RivuletErrorEvent>;
  /**
   * The server no longer has all the events that were missed (`rivulet:gap`); the data is a {@link RivuletGap}, as JSON. Load the
   * state anew.
   */
  ongap: Handler<MessageEvent<string>>;
  /**
   * A channel has ended (`rivulet:end`); the data is a {@link RivuletEnd}, as JSON. Other channels of the same stream may go on, so
   * the source asks once more when the server closes the stream, and the answer 204 closes it, without an error event for either.
   * If you know that there is only one channel, `close()` here saves that request.
   */
  onend: Handler<MessageEvent<string>>;

  /** For good; nothing is delivered afterwards, not even what has arrived already. Idempotent. */
  close(): void;

  addEventListener<K extends keyof RivuletSourceEventMap>(
    type: K, listener: Listener<RivuletSourceEventMap[K]> | null, options?: boolean | AddEventListenerOptions): void;
  addEventListener(
    type: string, listener: Listener<MessageEvent<string>> | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof RivuletSourceEventMap>(
    type: K, listener: Listener<RivuletSourceEventMap[K]> | null, options?: boolean | EventListenerOptions): void;
  removeEventListener(
    type: string, listener: Listener<MessageEvent<string>> | null, options?: boolean | EventListenerOptions): void;
}
