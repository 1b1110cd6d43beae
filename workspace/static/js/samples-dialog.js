// One sample text, and what to do with it.

import { h } from "/shared/dom.js";
import { icon } from "./icons.js";

export class SamplesDialog {
  #dialog;
  #channel;

  /** `channel` gives the place where texts are written and sent. */
  constructor(dialog, channel) {
    this.#dialog = dialog;
    this.#channel = channel;
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }

  open(sample) {
    const close = () => this.#dialog.close();
    this.#dialog.replaceChildren(
      h(
        "header",
        {},
        h("p", { class: "card-kind" }, icon(sample.icon), sample.kind),
        h("h2", { id: "sample-title" }, sample.title),
        h("button", { type: "button", class: "close", "aria-label": "Close", onclick: close }, icon("close")),
      ),
      h("div", { class: "sample-text", tabindex: "0" }, sample.text),
      h("div", { class: "sample-actions" }, this.#actions(sample)),
    );
    this.#dialog.showModal();
    this.#dialog.querySelector(".sample-actions button").focus();
  }

  #actions(sample) {
    return [
      this.#action("Show its names", "/nouns", sample.text),
      this.#action("Name its category", "/category", sample.text),
      this.#action(`Ask: ${sample.answered}`, "/ask", `${sample.answered}\n${sample.text}`),
      this.#action(`Ask: ${sample.unanswered}`, "/ask", `${sample.unanswered}\n${sample.text}`, "the text does not say"),
      this.#button("Put it into the message box", "to edit or post", () => this.#channel().write(sample.text)),
    ];
  }

  #action(label, command, text, note = command) {
    return this.#button(label, note, () => this.#channel().send(`${command} ${text}`));
  }

  #button(label, note, action) {
    const run = () => {
      this.#dialog.close();
      action();
    };
    return h("button", { type: "button", onclick: run }, h("span", {}, label), h("span", { class: "muted" }, note));
  }
}
