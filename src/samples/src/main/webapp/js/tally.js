/* SPDX-License-Identifier: Apache-2.0 */

/** Counts what a stream of growing numbers has lost or sent twice. */
export class Tally {
  #show;
  #last;
  #counts = { missing: 0, duplicates: 0, reconnections: 0 };

  constructor(section) {
    this.#show = (role, value) => (section.querySelector(`[data-role=${role}]`).textContent = value);
  }

  opened({ again }) {
    if (again) {
      this.#add("reconnections", 1);
    } else {
      this.#last = undefined;
    }
  }

  received(event) {
    const number = Number(event.data);
    if (number <= this.#last) {
      this.#add("duplicates", 1);
    } else if (number > this.#last + 1) {
      this.#add("missing", number - this.#last - 1);
    }
    this.#last = number;
    this.#show("number", number);
  }

  /** The server said so itself, as after a restart, when it counts from one. */
  gap() {
    this.#last = undefined;
  }

  #add(what, number) {
    this.#counts[what] += number;
    this.#show(what, this.#counts[what]);
  }
}
