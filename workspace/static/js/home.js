// The Home tab: what the app has published for you, and what you do with it.

import { press } from "./api.js";
import { blockElement } from "./blocks.js";
import { control } from "./controls.js";
import { h } from "/shared/dom.js";

const EMPTY = "Nothing is published here yet.";

export class HomePanel {
  element = h("div", { id: "home", class: "home", role: "tabpanel", "aria-label": "Home", tabindex: "0", hidden: true });
  #store;
  #problem = h("p", { class: "home-problem", role: "alert", hidden: true });
  #content = h("div", { class: "home-content" });
  #shown = null;

  constructor(store) {
    this.#store = store;
    this.element.append(this.#problem, this.#content);
  }

  /** Draw the view, unless it is there; what has the focus keeps it. */
  show(view) {
    const hash = view?.hash ?? "";
    if (this.#shown === hash) return;
    this.#shown = hash;
    const { action, value } = this.#focused();
    this.#content.replaceChildren(...(view ? view.blocks.map((block) => this.#block(block)) : [h("p", { class: "muted" }, EMPTY)]));
    if (action) this.#named(action, value)?.focus();
  }

  #focused() {
    const element = document.activeElement;
    return this.#content.contains(element) ? { action: element.dataset.action, value: element.value } : {};
  }

  #named(action, value) {
    const same = [...this.#content.querySelectorAll("[data-action]")].filter((each) => each.dataset.action === action);
    return same.find((each) => each.value === value) ?? same[0];
  }

  #block(block) {
    if (!block.accessory) return blockElement(block, this.#store, (pressed) => this.#press(pressed));
    const act = (element, chosen) => this.#choose({ block_id: block.block_id, action_id: element.action_id, chosen });
    const words = h("div", { id: `words-${block.block_id}` }, blockElement({ ...block, accessory: null }, this.#store));
    return h("div", { class: "with-accessory" }, words, control(block.accessory, words.id, act));
  }

  async #press(pressed) {
    const answer = await press({ ...pressed, view_id: this.#store.home.id });
    return answer.ok ? null : answer.error;
  }

  async #choose(pressed) {
    const problem = await this.#press(pressed);
    this.#problem.hidden = !problem;
    this.#problem.textContent = problem ?? "";
  }
}
