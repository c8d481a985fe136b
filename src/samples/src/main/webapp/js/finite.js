/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What a form begins by POST, has a stream while it lasts and some time after, and is stopped by DELETE. Its id is kept in the page's
 * fragment: a reload finds it again, and so does another tab with the same address. What it shows is its view's, which has clear(),
 * for a stream from the first event on, and received(event).
 */
export class Finite {
  #name;
  #view;
  #open;
  #form;
  #stop;
  #tab;
  #outcome;
  #stopped = false;

  /** open() opens the section's stream. */
  constructor(section, view, open) {
    this.#name = section.dataset.stream;
    this.#view = view;
    this.#open = open;
    this.#form = section.querySelector("form");
    this.#stop = section.querySelector("[data-role=stop]");
    this.#tab = section.querySelector("[data-role=tab]");
    this.#outcome = section.querySelector("[data-role=outcome]");
    this.#form.onsubmit = event => {
      event.preventDefault();
      this.#begin(event.submitter);
    };
    this.#stop.onclick = () => this.#stop.getAttribute("aria-disabled") !== "true" && this.#end();
    this.#runs(false);
  }

  /** Whether there is one to open. */
  get begun() {
    return fragment().has(this.#name);
  }

  get url() {
    return `api/${this.#name}/${encodeURIComponent(fragment().get(this.#name))}`;
  }

  loaded() {
    if (!this.begun) {
      throw new Error("nothing has begun yet, so there is nothing to read.");
    }
    this.#view.clear();
    this.#stopped = false;
    this.#outcome.textContent = "";
    this.#runs(true);
  }

  received(event) {
    this.#stopped ||= event.type === "stopped";
    this.#view.received(event);
  }

  ended({ outcome, reason }) {
    this.#runs(false);
    this.#outcome.textContent = outcome === "failed" ? `Failed: ${reason}` : this.#stopped ? "Stopped." : "Complete.";
  }

  /** It was forgotten, or its server has been started anew: it does not come back. */
  isFinal({ status }) {
    if (status === 404) {
      this.#keep(undefined);
      this.#runs(false);
    }
    return status === 404;
  }

  async #begin(button) {
    const body = new URLSearchParams(new FormData(this.#form, button));
    const response = await this.#ask(`api/${this.#name}`, { method: "POST", body, headers: { Accept: "application/json" } });
    if (response) {
      this.#keep(response.headers.get("Location").split("/").pop());
      await this.#open();
    }
  }

  #end() {
    return this.#ask(this.url, { method: "DELETE" });
  }

  /** Answers nothing, and says why, where the server does not do it. */
  async #ask(url, request) {
    try {
      const response = await fetch(url, request);
      if (response.ok) {
        return response;
      }
      const problem = await response.json().catch(() => ({ detail: response.statusText }));
      this.#outcome.textContent = `${response.status}: ${problem.detail}`;
    } catch (failure) {
      this.#outcome.textContent = `The request could not be sent: ${failure.message}`;
    }
    return undefined;
  }

  #keep(id) {
    const kept = fragment();
    kept.delete(this.#name);
    if (id) {
      kept.set(this.#name, id);
    }
    history.replaceState(null, "", `#${kept}`);
  }

  #runs(running) {
    this.#stop.setAttribute("aria-disabled", !running);
    this.#tab.hidden = !this.begun;
    this.#tab.href = `#${this.#name}=${fragment().get(this.#name)}`;
  }
}

function fragment() {
  return new URLSearchParams(location.hash.slice(1));
}
