// The line that says that the bot is at work. It keeps its place when empty, so that nothing jumps.

import { h } from "/shared/dom.js";

export class ReadingLine {
  element = h("div", { class: "reading", role: "status" });
  #isOn = false;

  show(isOn, name) {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.element.replaceChildren(...(isOn ? [dots, `${name} is reading…`] : []));
  }
}
