/* SPDX-License-Identifier: Apache-2.0 */

// What a page may write; a test compiles it, with --strict, against rivulet.d.ts.

import { RivuletSource, type RivuletEnd, type RivuletErrorEvent, type RivuletGap } from "./rivulet.js";

const source = new RivuletSource("api/prices", {
  lastEventId: "k3f9a-17",
  remember: true,
  silence: 45_000,
  longestDelay: 10_000,
  withCredentials: true,
  headers: async () => ({ Authorization: "Bearer 1" }),
});

source.onopen = () => console.log(source.readyState === RivuletSource.OPEN, source.url, source.lastEventId);
source.onmessage = event => console.log(event.data.trim(), event.lastEventId);
source.onerror = event => {
  const delay: number | undefined = event.delay;
  console.log(event.status + 1, event.message.trim(), delay, source.readyState === source.CLOSED);
};
source.ongap = event => {
  const { channel, requested, oldest } = JSON.parse(event.data) as RivuletGap;
  console.log(channel.trim(), requested.trim(), oldest?.trim());
};
source.onend = function (event) {
  const { channel, outcome, reason } = JSON.parse(event.data) as RivuletEnd;
  console.log(channel.trim(), outcome === "failed" ? reason?.trim() : outcome);
  this.close();
};
source.addEventListener("prices", event => console.log(event.data.trim()), { once: true });
source.addEventListener("prices", { handleEvent: (event: MessageEvent<string>) => console.log(event.data.trim()) });
source.addEventListener("error", (event: RivuletErrorEvent) => console.log(event.message));
source.addEventListener("open", event => console.log(event.type));
source.onmessage = null;
const target: EventTarget = source;
target.dispatchEvent(new Event("open"));

// @ts-expect-error: there is no such option
new RivuletSource("api/prices", { retry: 1 });
// @ts-expect-error: it is the source's own
source.readyState = RivuletSource.CLOSED;
// @ts-expect-error: an error has no data
source.onerror = event => console.log(event.data);
// @ts-expect-error: the standard has others
source.onclose = () => {};
