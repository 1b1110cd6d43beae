// Where one writes: to a channel, or into a thread.

import { applyShortcut } from "./api.js";
import { h } from "/shared/dom.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { SAMPLES } from "./samples.js";
import { LONGEST_MESSAGE, say, share } from "./sending.js";
import { Suggestions } from "./suggestions.js";

export class Composer {
  #store;
  #inThread;
  #channel = null;
  #threadTs = null;
  #place = null;
  #drafts = new Map();
  #field;
  #suggestions;
  #send = h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
  #hint;
  #error;
  #shortcuts;
  element;

  constructor(store, { id, inThread = false, openSample = null }) {
    this.#store = store;
    this.#inThread = inThread;
    this.#hint = h("p", { class: "hint", id: `${id}-hint` });
    this.#error = h("p", { class: "error", role: "alert" });
    this.#field = h("textarea", { id: `${id}-text`, rows: "1", "aria-describedby": this.#hint.id, spellcheck: true });
    this.#suggestions = new Suggestions(store, this.#field, { inThread });
    this.#shortcuts = h("span", {});
    const buttons = h("div", { class: "send-buttons" }, this.#shortcuts, this.#fileButton(), this.#send);
    const tools = h("div", { class: "tools" }, openSample ? sampleButtons(openSample) : h("span"), buttons);
    const box = h("div", { class: "box" }, this.#field, tools);
    this.element = h("form", { class: "composer" }, this.#suggestions.element, box, this.#error, this.#hint);
    this.#listen();
  }

  /** Where it writes from now on; each place keeps what was begun there. */
  update(channel, placeholder, threadTs = null) {
    const place = `${channel.id} ${threadTs}`;
    this.#channel = channel;
    this.#threadTs = threadTs;
    this.#field.placeholder = placeholder;
    this.#field.setAttribute("aria-label", placeholder);
    this.#offerShortcuts();
    if (place === this.#place) return;
    this.#drafts.set(this.#place, this.#field.value);
    this.#place = place;
    this.#error.textContent = "";
    this.#set(this.#drafts.get(place) ?? "");
  }

  focus() {
    this.#field.focus();
  }

  write(text) {
    this.#set(text);
    this.#field.focus();
    this.#field.setSelectionRange(text.length, text.length);
  }

  #listen() {
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  #fileButton() {
    const input = h("input", { type: "file", hidden: true, tabindex: "-1", "aria-hidden": "true" });
    input.addEventListener("change", async () => {
      const [file] = input.files;
      input.value = "";
      if (file) await this.#share(file);
    });
    const button = h("button", { type: "button", class: "attach", "aria-label": "Attach a file" }, icon("file"));
    button.addEventListener("click", () => input.click());
    return h("span", {}, input, button);
  }

  #offerShortcuts() {
    const offers = this.#store.shortcuts
      .filter((each) => each.type === "global")
      .map(({ name, description, callback_id }) => ({ name, description, choose: () => this.#use(callback_id) }));
    if (offers.length && !this.#shortcuts.hasChildNodes()) this.#shortcuts.append(menu("Shortcuts", "shortcut", offers));
  }

  async #use(callbackId) {
    this.#error.textContent = (await applyShortcut({ callback_id: callbackId })).error ?? "";
  }

  async #share(file) {
    const comment = this.#field.value;
    this.#set("");
    const { sent, error } = await share(file, comment, this.#channel.id, this.#threadTs);
    if (!sent && !this.#field.value) this.#set(comment);
    this.#error.textContent = error ?? "";
  }

  #key(event) {
    if (this.#suggestions.take(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #typed() {
    this.#suggestions.update();
    this.#fit();
    this.#error.textContent = "";
  }

  async #submit() {
    const text = this.#field.value;
    if (!text.trim()) return;
    this.#set("");
    await this.send(text);
  }

  /** Send a text as if it had been typed here. */
  async send(text) {
    const draftPlace = this.#place;
    const { sent, error } = await say(text, this.#channel.id, this.#threadTs, this.#store);
    // What was not taken comes back, unless something else has been begun meanwhile.
    if (!sent && draftPlace === this.#place && !this.#field.value) this.#set(text);
    this.#error.textContent = error ?? "";
  }

  #set(text) {
    this.#field.value = text;
    this.#suggestions.update();
    this.#fit();
  }

  #fit() {
    // The height follows the text; the style sheet says how far.
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight}px`;
    const isEmpty = !this.#field.value.trim();
    this.#send.disabled = isEmpty;
    this.#hint.textContent = this.#advice();
  }

  #advice() {
    const text = this.#field.value;
    const command = this.#store.commands?.find((each) => text.startsWith(`${each.name} `));
    if (command && !this.#inThread) return `${command.name} ${command.hint}: ${command.description}`;
    if (this.#inThread && this.#store.bot) {
      return `Ask, or mention ${this.#store.bot.mention} with nouns, category or a question`;
    }
    if (text.length > LONGEST_MESSAGE && !text.startsWith("/")) {
      return `${text.length.toLocaleString()} characters: this will be sent as a text snippet`;
    }
    return "Enter sends, Shift + Enter begins a new line";
  }
}

function sampleButtons(openSample) {
  const button = (sample) =>
    h(
      "button",
      { type: "button", class: "sample-button", title: sample.title, onclick: () => openSample(sample) },
      icon(sample.icon),
      sample.kind,
    );
  return h("div", { class: "sample-buttons", role: "group", "aria-label": "Sample texts" }, SAMPLES.map(button));
}
