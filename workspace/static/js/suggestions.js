// What can be completed in a composer: commands after "/" at its beginning, the bot's mention after "@" anywhere.

import { h } from "/shared/dom.js";

/** The suggestions for a text with the caret at its position: what they replace, and what they offer. */
function matching(text, caret, store, inThread) {
  const before = text.slice(0, caret);
  const command = /^\/\S*$/.exec(before);
  if (command && !inThread) {
    const offers = store.commands.filter((each) => each.name.startsWith(before.toLowerCase()));
    return { start: 0, offers: offers.map(({ name, hint, description }) => ({ name, hint, description })) };
  }
  const mention = /(?:^|\s)@(\w*)$/.exec(before);
  if (!mention || !store.bot.mention.startsWith(`@${mention[1].toLowerCase()}`)) return { start: 0, offers: [] };
  const bot = { name: store.bot.mention, hint: "", description: store.bot.description };
  return { start: caret - mention[1].length - 1, offers: [bot] };
}

/** A listbox above a text field, which keeps the focus and names the chosen option. */
export class Suggestions {
  #store;
  #field;
  #inThread;
  #start = 0;
  #offers = [];
  #chosen = 0;
  #dismissed = null;
  element;

  constructor(store, field, { inThread }) {
    this.#store = store;
    this.#field = field;
    this.#inThread = inThread;
    this.element = h("ul", { class: "suggestions", role: "listbox", id: `${field.id}-list`, hidden: true });
    this.element.setAttribute("aria-label", "Suggestions");
    field.addEventListener("blur", () => this.#show([]));
  }

  /** Look at what is typed. */
  update() {
    const { value, selectionStart } = this.#field;
    if (value !== this.#dismissed) this.#dismissed = null;
    const { start, offers } = matching(value, selectionStart, this.#store, this.#inThread);
    this.#start = start;
    this.#chosen = 0;
    this.#show(this.#dismissed === null ? offers : []);
  }

  /** Take a key that is meant for the list; whether it was. */
  take(event) {
    if (this.element.hidden || event.isComposing) return false;
    const count = this.#offers.length;
    if (event.key === "ArrowDown") this.#choose((this.#chosen + 1) % count);
    else if (event.key === "ArrowUp") this.#choose((this.#chosen + count - 1) % count);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) this.#accept(this.#chosen);
    else if (event.key === "Escape") this.#dismiss();
    else return false;
    event.preventDefault();
    return true;
  }

  #show(offers) {
    this.#offers = offers;
    this.element.hidden = offers.length === 0;
    this.element.replaceChildren(...offers.map((offer, index) => this.#option(offer, index)));
    const field = this.#field;
    if (this.element.hidden) {
      for (const name of ["role", "aria-expanded", "aria-controls", "aria-activedescendant", "aria-autocomplete"]) {
        field.removeAttribute(name);
      }
      return;
    }
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-expanded", "true");
    field.setAttribute("aria-controls", this.element.id);
    field.setAttribute("aria-autocomplete", "list");
    this.#choose(this.#chosen);
  }

  #option({ name, hint, description }, index) {
    const option = h(
      "li",
      { role: "option", id: `${this.element.id}-${index}` },
      h("span", { class: "offer" }, h("b", {}, name), hint ? h("span", { class: "offer-hint" }, hint) : null),
      h("span", { class: "offer-description" }, description),
    );
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.#accept(index);
    });
    option.addEventListener("mousemove", () => this.#choose(index));
    return option;
  }

  #choose(index) {
    this.#chosen = index;
    [...this.element.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === index)));
    this.#field.setAttribute("aria-activedescendant", `${this.element.id}-${index}`);
    this.element.children[index].scrollIntoView({ block: "nearest" });
  }

  #accept(index) {
    const { value, selectionStart } = this.#field;
    const completed = `${value.slice(0, this.#start)}${this.#offers[index].name} `;
    this.#field.value = completed + value.slice(selectionStart).trimStart();
    this.#field.setSelectionRange(completed.length, completed.length);
    this.#field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #dismiss() {
    this.#dismissed = this.#field.value;
    this.#show([]);
  }
}
