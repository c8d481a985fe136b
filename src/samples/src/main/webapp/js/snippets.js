/* SPDX-License-Identifier: Apache-2.0 */

const KEPT = 12;

for (const section of document.querySelectorAll("[data-snippet]")) {
  const text = section.querySelector("textarea");
  const title = section.querySelector("h2").textContent;
  text.setAttribute("aria-label", `${title}: the snippet`);
  section.append(document.getElementById("runner").content.cloneNode(true));
  const list = section.querySelector("[data-role=console]");
  let sources = [];

  /** The browser's, remembered, so that Stop can close what the snippet keeps to itself. */
  class RememberedEventSource extends EventSource {
    constructor(...parameters) {
      super(...parameters);
      sources.push(this);
    }
  }

  const print = (...values) => {
    const line = document.createElement("li");
    line.textContent = values.map(readable).join(" ");
    list.prepend(line);
    list.children[KEPT]?.remove();
  };

  const stop = () => {
    sources.forEach(source => source.close());
    sources = [];
  };

  const run = () => {
    stop();
    try {
      new Function("EventSource", "console", text.value)(RememberedEventSource, { log: print, error: print });
    } catch (failure) {
      print(failure);
    }
  };

  for (const [role, action] of [["run", run], ["stop", stop]]) {
    const button = section.querySelector(`[data-role=${role}]`);
    button.setAttribute("aria-label", `${button.textContent}: ${title}`);
    button.onclick = action;
  }
}

function readable(value) {
  if (value instanceof Event) {
    return `[${value.type} event, ${["CONNECTING", "OPEN", "CLOSED"][value.target.readyState]}]`;
  }
  return value instanceof Error || typeof value !== "object" ? String(value) : JSON.stringify(value);
}
