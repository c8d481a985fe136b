/* SPDX-License-Identifier: Apache-2.0 */

const SHOWN = 6;

/** The stored orders, those that follow, and the form that places one. */
export class Orders {
  #rows;
  #answer;
  #orders = new Map();

  constructor(section) {
    this.#rows = section.querySelector("[data-role=orders]");
    this.#answer = section.querySelector("[data-role=answer]");
    section.querySelector("form").onsubmit = event => {
      event.preventDefault();
      this.#place(event.target, event.submitter?.name === "fail");
    };
  }

  /** State first, and the position that it is the state of: the stream then starts from there. */
  async loaded() {
    const response = await fetch("api/orders", { headers: { Accept: "application/json" } });
    if (!response.ok) {
      throw new Error(`The stored orders could not be loaded: ${response.status} ${response.statusText}`);
    }
    const state = await response.json();
    this.#orders = new Map(state.orders.map(order => [order.id, order]));
    this.#show();
    return state.position;
  }

  received(event) {
    const order = JSON.parse(event.data);
    this.#orders.set(order.id, order); // by id: one that the state had already may come once more
    this.#show();
  }

  /** The stream cannot tell everything, so the state has to. */
  gap() {
    this.loaded().catch(failure => (this.#answer.textContent = failure.message));
  }

  async #place(form, tooMuch) {
    const order = new URLSearchParams(new FormData(form));
    if (tooMuch) {
      order.set("quantity", "5000");
    }
    try {
      const response = await fetch(form.action, { method: "POST", body: order });
      const answer = await response.json().catch(() => ({ detail: response.statusText }));
      this.#answer.textContent = `${response.status}: ${response.ok ? `order ${answer.id} is stored.` : answer.detail}`;
    } catch (failure) {
      this.#answer.textContent = `The order could not be sent: ${failure.message}`;
    }
  }

  #show() {
    const newest = [...this.#orders.values()].sort((one, other) => other.id - one.id).slice(0, SHOWN);
    this.#rows.replaceChildren(...newest.map(order => {
      const row = document.createElement("tr");
      for (const value of [order.id, order.item, order.quantity]) {
        row.insertCell().textContent = value;
      }
      return row;
    }));
  }
}
