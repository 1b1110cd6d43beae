// The app's modal, in front of everything.

import { closeView, press, submitView } from "./api.js";
import { blockElement } from "./blocks.js";
import { h } from "/shared/dom.js";
import { icon } from "./icons.js";
import { inputBlock, showFaults, typedIn } from "./inputs.js";

export class Modal {
  #store;
  #dialog;
  #view = null;
  #form = h("form", {});
  #error = h("p", { class: "error", role: "alert" });

  constructor(store, dialog) {
    this.#store = store;
    this.#dialog = dialog;
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#close();
    });
    store.addEventListener("change", () => this.#render());
  }

  #render() {
    const view = this.#store.view;
    if (view?.hash === this.#view?.hash) return;
    // A field that the app shows again keeps what is typed into it.
    const typed = view?.id === this.#view?.id ? typedIn(this.#form) : {};
    this.#view = view;
    if (!view) {
      this.#dialog.close();
      return;
    }
    this.#draw(view, typed);
    if (!this.#dialog.open) this.#dialog.showModal();
    (this.#form.querySelector("[autofocus]") ?? this.#dialog.querySelector("h2")).focus();
  }

  #draw(view, typed) {
    const close = () => this.#close();
    const blocks = view.blocks.map((block) => this.#block(block, typed));
    const submit = view.submit ? h("button", { type: "submit", class: "button primary" }, view.submit.text) : null;
    const away = h("button", { type: "button", class: "button", onclick: close }, view.close?.text ?? "Cancel");
    this.#error.textContent = "";
    this.#form = h(
      "form",
      { novalidate: true },
      h("div", { class: "modal-body", tabindex: "0", "aria-live": "polite" }, blocks),
      h("footer", {}, this.#error, away, submit),
    );
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#dialog.replaceChildren(
      h(
        "header",
        {},
        h("h2", { id: "modal-title", tabindex: "-1" }, view.title.text),
        h("button", { type: "button", class: "close", "aria-label": "Close", onclick: close }, icon("close")),
      ),
      this.#form,
    );
  }

  #block(block, typed) {
    if (block.type === "input") return inputBlock(block, typed[block.block_id]?.[block.element.action_id]);
    return blockElement(block, this.#store, (pressed) => this.#press(pressed));
  }

  async #press(pressed) {
    const answer = await press({ ...pressed, view_id: this.#view.id, typed: typedIn(this.#form) });
    return answer.error;
  }

  async #submit(event) {
    event.preventDefault();
    const form = this.#form;
    const answer = await submitView({ view_id: this.#view.id, typed: typedIn(form) });
    if (form !== this.#form) return;
    this.#error.textContent = answer.error ?? "";
    showFaults(form, answer.result ?? {});
  }

  async #close() {
    const view = this.#view;
    if (!view) return;
    const answer = await closeView({ view_id: view.id });
    // Where it is closed elsewhere already, or nobody answers, it has no business here either.
    if (answer.error && view === this.#view) this.#dialog.close();
  }
}
