// The middle of the page: the open channel.

import { openHome } from "./api.js";
import { Composer } from "./composer.js";
import { h } from "/shared/dom.js";
import { HomePanel } from "./home.js";
import { icon } from "./icons.js";
import { MessageList } from "./message-list.js";
import { ReadingLine } from "./reading-line.js";
import { Tabs } from "./tabs.js";
import { welcome } from "./welcome.js";

export class ChannelPane {
  #store;
  #samples;
  #title = h("h1", {});
  #topic = h("p", { class: "topic" });
  #reading = new ReadingLine();
  #messages = h("div", { id: "messages", class: "messages" });
  #home;
  #tabs = new Tabs({ Home: "home", Messages: "messages" }, (tab) => this.#turnTo(tab));
  #tab = "Messages";
  #heardAtHome = 0;
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
    header.append(this.#tabs.element);
    this.#home = new HomePanel(store);
    this.#messages.append(this.#list.element, this.#reading.element, this.#composer.element);
    main.append(header, this.#home.element, this.#messages);
    store.addEventListener("change", () => this.#render());
    store.addEventListener("heard", ({ detail }) => {
      if (this.#tab === "Home" && detail.channel === store.current) this.#heardAtHome += 1;
    });
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
    if (fresh) this.#tab = "Messages";
    this.#showSides(channel);
    this.#title.textContent = channel.direct ? channel.name : `# ${channel.name}`;
    this.#topic.textContent = channel.direct ? store.bot.description : channel.topic;
    document.title = `${this.#title.textContent} | ${store.team}`;
    const messages = store.inChannel();
    this.#list.show(messages, { before: this.#beginning(messages.length === 0), fresh });
    this.#reading.show(store.readingInChannel());
    this.#composer.update(channel, channel.direct ? `Message ${channel.name}` : `Message #${channel.name}`);
  }

  #turnTo(tab) {
    this.#tab = tab;
    this.#heardAtHome = 0;
    if (tab === "Home") openHome("home");
    this.#store.changed();
  }

  #showSides(channel) {
    const isAtHome = this.#tab === "Home";
    const hasSides = channel.direct && this.#store.hasHome;
    this.#tabs.element.hidden = !hasSides;
    for (const [name, value] of Object.entries({ role: "tabpanel", "aria-label": "Messages" })) {
      if (hasSides) this.#messages.setAttribute(name, value);
      else this.#messages.removeAttribute(name);
    }
    this.#tabs.show(this.#tab, { Messages: this.#heardAtHome });
    this.#home.element.hidden = !isAtHome;
    this.#messages.hidden = isAtHome;
    if (isAtHome) this.#home.show(this.#store.home);
  }

  #beginning(isEmpty) {
    const key = `${this.#store.current} ${isEmpty}`;
    if (this.#welcome.key !== key) {
      this.#welcome = { key, element: welcome(this.#store, isEmpty, (sample) => this.#samples.open(sample)) };
    }
    return this.#welcome.element;
  }
}
