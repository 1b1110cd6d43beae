// The line that says that the bot is at work. It keeps its place when empty, so that nothing jumps.

import { h } from "/shared/dom.js";

export class ReadingLine {
  element = h("div", { class: "reading", role: "status" });
  #words = "";

  // Without words it is empty.
  show(words) {
    if (words === this.#words) return;
    this.#words = words;
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.element.replaceChildren(...(words ? [dots, words] : []));
  }
}
