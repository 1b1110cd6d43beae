// The middle of the page: the open channel.

import { Composer } from "./composer.js";
import { h } from "/shared/dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./message-list.js";
import { ReadingLine } from "./reading-line.js";
import { welcome } from "./welcome.js";

export class ChannelPane {
  #store;
  #samples;
  #title = h("h1", {});
  #topic = h("p", { class: "topic" });
  #reading = new ReadingLine();
  #list;
  #composer;
  #shownChannel = null;
  #welcome = { key: null, element: null };

  constructor(store, main, samples, openMenu) {
    this.#store = store;
    this.#samples = samples;
    this.#list = new MessageList(store, { inThread: false });
    this.#composer = new Composer(store, { id: "composer", openSample: (sample) => samples.open(sample) });
    const menu = h("button", { type: "button", class: "menu", "aria-label": "Channels", onclick: openMenu }, icon("menu"));
    const header = h("header", { class: "pane-header" }, menu, h("div", { class: "pane-title" }, this.#title, this.#topic));
    main.append(header, this.#list.element, this.#reading.element, this.#composer.element);
    store.addEventListener("change", () => this.#render());
  }

  focus() {
    this.#composer.focus();
  }

  /** Put a text into the composer, in place of what is there. */
  write(text) {
    this.#composer.write(text);
  }

  send(text) {
    return this.#composer.send(text);
  }

  #render() {
    const store = this.#store;
    const channel = store.channel(store.current);
    const fresh = this.#shownChannel !== channel.id;
    this.#shownChannel = channel.id;
    this.#title.textContent = channel.direct ? channel.name : `# ${channel.name}`;
    this.#topic.textContent = channel.direct ? store.bot.description : channel.topic;
    document.title = `${this.#title.textContent} | ${store.team}`;
    const messages = store.inChannel();
    this.#list.show(messages, { before: this.#beginning(messages.length === 0), fresh });
    this.#reading.show(store.readingInChannel());
    this.#composer.update(channel, channel.direct ? `Message ${channel.name}` : `Message #${channel.name}`);
  }

  #beginning(isEmpty) {
    const key = `${this.#store.current} ${isEmpty}`;
    if (this.#welcome.key !== key) {
      this.#welcome = { key, element: welcome(this.#store, isEmpty, (sample) => this.#samples.open(sample)) };
    }
    return this.#welcome.element;
  }
}
