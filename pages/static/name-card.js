// The card beside a name: what it is, what else it is called, and where to read on. Escape or leaving it closes it.

import { h } from "./dom.js";
import { KINDS } from "./kinds.js";

const PATIENCE = 250;

export class NameCard {
  #element;
  #anchor = null;
  #closing = 0;

  constructor(element) {
    this.#element = element;
    this.#element.addEventListener("mouseenter", () => clearTimeout(this.#closing));
    this.#element.addEventListener("mouseleave", () => this.leave());
    // Before anything else that Escape would close.
    addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" || this.#element.hidden) return;
        event.preventDefault();
        this.close();
      },
      { capture: true },
    );
    addEventListener("scroll", () => this.#follow(), { capture: true, passive: true });
  }

  /** `what` explains the name, `forms` are what else it is called, `href` leads to Wikipedia; any of them may be empty. */
  show({ name, kind, mentions, what, forms, href }, anchor) {
    clearTimeout(this.#closing);
    this.#element.className = `name-card ${kind}`;
    this.#element.replaceChildren(
      h("p", { class: "title", dir: "auto" }, name),
      h("p", { class: "note" }, `${KINDS[kind]}, ${mentions === 1 ? "mentioned once" : `${mentions} mentions`}`),
      ...(what ? [h("p", { dir: "auto" }, what)] : []),
      ...(forms.length ? [h("p", { class: "note", dir: "auto" }, `Also ${forms.join(", ")}`)] : []),
      ...(href ? [h("a", { href, target: "_blank", rel: "noopener noreferrer" }, "Wikipedia")] : []),
    );
    this.#element.hidden = false;
    this.#anchor = anchor;
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

  #follow() {
    if (this.#element.hidden) return;
    const beside = this.#anchor.getClientRects()[0];
    if (beside && beside.bottom > 0 && beside.top < innerHeight) this.#place(beside);
    else this.close();
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
