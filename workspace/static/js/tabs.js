// Home and Messages, the two sides of a direct conversation with an app.

import { h } from "/shared/dom.js";

export class Tabs {
  element = h("div", { class: "tabs", role: "tablist", "aria-label": "Sides of this conversation", hidden: true });
  #tabs = new Map();
  #select;

  /** `panels` are ids by name; `select` is told the name of the one that is chosen. */
  constructor(panels, select) {
    this.#select = select;
    for (const [name, panel] of Object.entries(panels)) {
      const properties = { type: "button", role: "tab", class: "tab", "aria-controls": panel, onclick: () => select(name) };
      this.#tabs.set(name, h("button", properties, name));
    }
    this.element.append(...this.#tabs.values());
    this.element.addEventListener("keydown", (event) => this.#move(event));
  }

  /** `notes` are numbers of what is new, by name. */
  show(current, notes) {
    for (const [name, tab] of this.#tabs) {
      tab.setAttribute("aria-selected", String(name === current));
      tab.tabIndex = name === current ? 0 : -1;
      tab.textContent = notes[name] ? `${name} (${notes[name]} new)` : name;
    }
  }

  #move(event) {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const names = [...this.#tabs.keys()];
    const here = names.findIndex((name) => this.#tabs.get(name) === document.activeElement);
    const next = names[(here + 1) % names.length];
    this.#select(next);
    this.#tabs.get(next).focus();
  }
}
