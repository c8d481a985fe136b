/* SPDX-License-Identifier: Apache-2.0 */

/** The question, and the text of its answer as it comes. */
export class Answer {
  #question;
  #text;

  constructor(section) {
    this.#question = section.querySelector("[data-role=question]");
    this.#text = section.querySelector("[data-role=text]");
  }

  clear() {
    this.#question.textContent = "";
    this.#text.textContent = "";
  }

  received(event) {
    if (event.type === "begun") {
      this.#question.textContent = JSON.parse(event.data).question;
    } else if (event.type === "message") {
      this.#text.append(event.data);
      this.#text.scrollTop = this.#text.scrollHeight;
    }
  }
}
