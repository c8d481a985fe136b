/* SPDX-License-Identifier: Apache-2.0 */

const MEGABYTE = 1 << 20;

/** How far a job is, and its log. */
export class Job {
  #progress;
  #words;
  #log;

  constructor(section) {
    this.#progress = section.querySelector("progress");
    this.#words = section.querySelector("[data-role=words]");
    this.#log = section.querySelector("[data-role=log]");
  }

  clear() {
    this.#progress.value = 0;
    this.#words.textContent = "";
    this.#log.replaceChildren();
  }

  received(event) {
    if (event.type === "progress") {
      const { done, total, module, files, bytes, compressed } = JSON.parse(event.data);
      this.#progress.max = total;
      this.#progress.value = done;
      this.#words.textContent = `${done} of ${total} modules`;
      const line = document.createElement("li");
      line.textContent = `${module}: ${files} files, ${megabytes(bytes)} MB, compressed ${megabytes(compressed)} MB`;
      this.#log.append(line);
      this.#log.scrollTop = this.#log.scrollHeight;
    }
  }
}

function megabytes(bytes) {
  return (bytes / MEGABYTE).toFixed(1);
}
