/* SPDX-License-Identifier: Apache-2.0 */

const WINDOW = 120_000; // milliseconds shown
const BREAK = 3_000; // milliseconds without a sample after which the line is interrupted
const WIDTH = 240;
const HEIGHT = 64;

/** Each with the value to draw, its unit, the least that the scale shows, and the newest in words. */
const SERIES = [
  {
    title: "CPU of this process", unit: "%", least: 100,
    value: state => 100 * state.cpu,
    words: state => `${(100 * state.cpu).toFixed(1)}%`,
  },
  {
    title: "Load of the machine", unit: "", least: 1,
    value: state => state.load,
    words: state => `${state.load.toFixed(2)} on ${state.processors} processors`,
  },
  {
    title: "Heap used", unit: " MB", least: 1,
    value: state => megabytes(state.heapUsed),
    words: state => `${megabytes(state.heapUsed)} MB${state.heapMax > 0 ? ` of ${megabytes(state.heapMax)}` : ""}`,
  },
  {
    title: "Threads", unit: "", least: 1,
    value: state => state.threads,
    words: state => state.threads,
  },
  {
    title: "GC pauses in a second", unit: " ms", least: 10, bars: true,
    value: state => state.gcMillis,
    words: state => `${state.gcPauses}, ${state.gcMillis} ms`,
  },
  {
    title: "Open streams", unit: "", least: 5,
    value: state => state.streams,
    words: state => state.streams,
  },
];

/** The last two minutes of the server's state: one small chart for each quantity, each with a scale of its own. */
export class Charts {
  #charts;
  #samples = [];

  constructor(section) {
    this.#charts = SERIES.map(series => new Chart(series));
    section.querySelector("[data-role=charts]").append(...this.#charts.map(chart => chart.element));
  }

  received(event) {
    const state = JSON.parse(event.data);
    const sample = { at: Date.parse(state.at), state };
    this.#samples = [...this.#samples.filter(({ at }) => at > sample.at - WINDOW && at < sample.at), sample];
    this.#charts.forEach(chart => chart.draw(this.#samples));
  }
}

class Chart {
  #series;
  #line = svg("path", { "vector-effect": "non-scaling-stroke" });
  #picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img" });
  #value = html("output");
  #top = html("span", "top");

  constructor(series) {
    this.#series = series;
    this.element = html("figure");
    const caption = html("figcaption");
    caption.append(series.title, " ", this.#value);
    this.#line.classList.toggle("bars", !!series.bars);
    this.#picture.append(svg("path", { class: "grid", d: `M0 0H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT}H${WIDTH}` }), this.#line);
    this.element.append(caption, this.#top, this.#picture, html("span", "bottom", "0"), html("span", "from", "2 minutes ago"),
      html("span", "to", "now"));
    this.#value.setAttribute("aria-live", "off");
  }

  draw(samples) {
    const { title, unit, value, least, words } = this.#series;
    const newest = samples.at(-1);
    const top = rounded(Math.max(least, ...samples.map(({ state }) => value(state))));
    const points = samples.map(({ at, state }) => ({
      at,
      x: WIDTH * (1 - (newest.at - at) / WINDOW),
      y: HEIGHT * (1 - Math.max(0, value(state)) / top),
    }));
    this.#line.setAttribute("d", this.#series.bars ? bars(points) : line(points));
    this.#value.textContent = words(newest.state);
    this.#top.textContent = top + unit;
    this.#picture.setAttribute("aria-label", `${title}: ${this.#value.textContent}, on a scale from 0 to ${top}${unit}`);
  }
}

function line(points) {
  return points.map(({ at, x, y }, i) =>
    `${i > 0 && at - points[i - 1].at < BREAK ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

function bars(points) {
  return points.map(({ x, y }) => `M${x.toFixed(1)} ${HEIGHT}V${y.toFixed(1)}`).join("");
}

function megabytes(bytes) {
  return Math.round(bytes / (1 << 20));
}

/** The next of 1, 2, 5, 10, 20, 50, ... */
function rounded(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 2, 5, 10].find(step => step * power >= number) * power;
}

function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

function html(name, className = "", text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}
