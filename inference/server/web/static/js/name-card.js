// The card beside a name: what it is, what else it is called, and where to read on. Escape or leaving it closes it.

import { h } from "/shared/dom.js";
import { byId } from "./elements.js";
import { explanation, otherForms, wikipedia } from "./explanations.js";
import { KINDS } from "./kinds.js";

const PATIENCE = 250;

export class NameCard {
  #element = byId("name-card");
  #closing = 0;

  constructor() {
    this.#element.addEventListener("mouseenter", () => clearTimeout(this.#closing));
    this.#element.addEventListener("mouseleave", () => this.leave());
    addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.close();
    });
  }

  show(name, characters, anchor) {
    clearTimeout(this.#closing);
    const forms = otherForms(name, characters);
    const told = explanation(name, characters);
    const count = name.mentions.length;
    this.#element.className = `name-card ${name.kind}`;
    this.#element.replaceChildren(
      h("p", { class: "title" }, name.name),
      h("p", { class: "note" }, `${KINDS[name.kind]}, ${count === 1 ? "mentioned once" : `${count} mentions`}`),
      ...(told ? [h("p", {}, told)] : []),
      ...(forms.length ? [h("p", { class: "note" }, `Also ${forms.join(", ")}`)] : []),
      h("a", { href: wikipedia(name), target: "_blank", rel: "noopener noreferrer" }, "Wikipedia"),
    );
    this.#element.hidden = false;
    this.#place(anchor.getClientRects()[0]);
  }

  leave() {
    clearTimeout(this.#closing);
    this.#closing = setTimeout(() => this.close(), PATIENCE);
  }

  close() {
    clearTimeout(this.#closing);
    this.#element.hidden = true;
  }

  // Below the name, or above it where there is no room; within the window.
  #place(beside) {
    const { offsetWidth: width, offsetHeight: height } = this.#element;
    const below = beside.bottom + height + 8 < innerHeight;
    const left = Math.max(8, Math.min(beside.left, document.documentElement.clientWidth - width - 8));
    this.#element.style.left = `${left}px`;
    this.#element.style.top = `${Math.max(8, below ? beside.bottom + 4 : beside.top - height - 4)}px`;
  }
}
