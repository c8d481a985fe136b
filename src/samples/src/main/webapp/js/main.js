/* SPDX-License-Identifier: Apache-2.0 */

import { Answer } from "./answer.js";
import { Card } from "./card.js";
import { Charts } from "./charts.js";
import { Finite } from "./finite.js";
import { Job } from "./job.js";
import { Orders } from "./orders.js";
import { OwnStream, SharedStream } from "./streams.js";
import { Tally } from "./tally.js";
import { Users } from "./users.js";

/** What a channel of any name may send here; the names of channels, too, which an event without one has beside others. */
const ANY = ["message", "heartbeat", "myevent", "customEvent", "channel", "events", "time"];

/** What a section shows beyond its card; open() opens the card. */
const views = {
  time: section => ({ received: event => (section.querySelector("#time").innerText = event.data) }),
  system: section => new Charts(section),
  orders: section => new Orders(section),
  cuts: section => new Tally(section),
  answers: (section, open) => new Finite(section, new Answer(section), open),
  jobs: (section, open) => new Finite(section, new Job(section), open),
  users: section => new Users(section),
};

const urls = {
  channel: section => section.dataset.url + encodeURIComponent(section.querySelector("[name=channel]").value),
};

const shared = new SharedStream("api/page");
const streams = [shared];
const cards = [];
const page = { say, changed };

for (const section of document.querySelectorAll("[data-stream]")) {
  const name = section.dataset.stream;
  const types = section.dataset.types?.split(" ");
  const view = views[name]?.(section, () => card.open()) ?? {};
  const stream = "own" in section.dataset ? new OwnStream(() => view.url ?? urls[name]?.(section) ?? section.dataset.url) : shared;
  if (stream !== shared) {
    streams.push(stream);
  }
  const card = new Card(section, { view, stream, types: types ?? ANY, page });
  cards.push(card);
  if ("open" in section.dataset || view.begun) {
    card.open();
  }
}
document.querySelector("[data-role=close-all]").onclick = () =>
  cards.filter(card => card.wanted).forEach(card => card.close());

function say(text) {
  document.querySelector("[data-role=status]").textContent = text;
}

/** Counts what is really open. */
function changed() {
  const listening = cards.filter(card => card.wanted).length;
  const open = streams.filter(({ source }) => source && source.readyState === source.OPEN).length;
  document.querySelector("[data-role=open-streams]").textContent = listening === 0 ? "No stream is open"
    : `${listening} ${listening === 1 ? "section listens" : "sections listen"}, on ${open} open ${open === 1 ? "stream" : "streams"}`;
}
