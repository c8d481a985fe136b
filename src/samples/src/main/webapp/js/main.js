/* SPDX-License-Identifier: Apache-2.0 */

import { Card } from "./card.js";
import { Charts } from "./charts.js";
import { Orders } from "./orders.js";
import { Tally } from "./tally.js";

const CONNECTIONS = 6; // of a browser to one server over HTTP/1.1

const views = {
  time: section => ({ received: event => (section.querySelector("#time").innerText = event.data) }),
  system: section => new Charts(section),
  orders: section => new Orders(section),
  cuts: section => new Tally(section),
  channel: section => chosen(section),
};

const cards = [];
const page = { say, changed };

for (const section of document.querySelectorAll("[data-stream]")) {
  cards.push(new Card(section, views[section.dataset.stream]?.(section) ?? {}, page));
  if ("open" in section.dataset) {
    cards.at(-1).open();
  }
}
document.querySelector("[data-role=close-all]").onclick = () =>
  cards.filter(card => card.stream.wanted).forEach(card => card.close());

function say(text) {
  document.querySelector("[data-role=status]").textContent = text;
}

function changed() {
  const open = cards.filter(card => card.stream.wanted).length;
  document.querySelector("[data-role=open-streams]").textContent =
    ["No stream is open", "1 stream is open"][open] ?? `${open} streams are open`;
  const full = open >= CONNECTIONS && isHttp1();
  document.querySelector("[data-role=limit]").textContent = !full ? ""
    : `Over HTTP/1.1 a browser has ${CONNECTIONS} connections to one server, in all its tabs together, and the streams have`
      + " them all now: forms and further streams wait until you close one.";
}

function isHttp1() {
  return performance.getEntriesByType("navigation")[0]?.nextHopProtocol === "http/1.1";
}

function chosen(section) {
  return { url: () => section.dataset.url + encodeURIComponent(section.querySelector("[name=channel]").value) };
}
