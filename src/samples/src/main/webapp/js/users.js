/* SPDX-License-Identifier: Apache-2.0 */

const OTHERS = 20;

/** One user's notes, the form that writes them, and how many users have a channel. */
export class Users {
  #name;
  #held;
  #notes;
  #answer;

  constructor(section) {
    this.#name = section.querySelector("[name=name]");
    this.#held = section.querySelector("[data-role=held]");
    this.#notes = section.querySelector("[data-role=notes]");
    this.#answer = section.querySelector("[data-role=answer]");
    section.querySelector("[data-role=write]").onsubmit = event => {
      event.preventDefault();
      this.#write(new URLSearchParams(new FormData(event.target)), event.submitter.name === "others");
    };
  }

  /** What the stream is asked for beside the number of channels. */
  get query() {
    return [["user", this.#name.value]];
  }

  hears(channel) {
    return channel.startsWith("@");
  }

  received(event) {
    if (event.type === "note") {
      const note = document.createElement("li");
      note.textContent = event.data;
      this.#notes.prepend(note);
    } else {
      this.#held.textContent = event.data;
    }
  }

  async #write(note, toOthers) {
    const names = toOthers ? Array.from({ length: OTHERS }, (_, i) => `guest-${i + 1}`) : [this.#name.value];
    try {
      for (const name of names) {
        const response = await fetch(`api/users/${encodeURIComponent(name)}`, { method: "POST", body: note });
        if (!response.ok) {
          const problem = await response.json().catch(() => ({ detail: response.statusText }));
          this.#answer.textContent = `${response.status}: ${problem.detail}`;
          return;
        }
      }
      this.#answer.textContent = `Written to ${toOthers ? `${OTHERS} others, who may never read it` : names[0]}.`;
    } catch (failure) {
      this.#answer.textContent = `The note could not be sent: ${failure.message}`;
    }
  }
}
