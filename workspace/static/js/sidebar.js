// The channels, and who one can talk to.

import { avatar } from "./avatar.js";
import { h } from "/shared/dom.js";

export class Sidebar {
  #store;
  #nav;

  constructor(store, nav) {
    this.#store = store;
    this.#nav = nav;
    store.addEventListener("change", () => this.#render());
  }

  #render() {
    const focused = document.activeElement?.dataset.channel;
    const isHere = this.#nav.contains(document.activeElement);
    const channels = this.#store.channels;
    this.#nav.replaceChildren(
      h("div", { class: "team" }, h("strong", {}, this.#store.team), h("span", {}, "Local workspace")),
      this.#section("Channels", channels.filter((channel) => !channel.direct)),
      this.#section("Direct messages", channels.filter((channel) => channel.direct)),
      h("p", { class: "about" }, "Everything here stays on this machine and is gone when the workspace stops."),
    );
    if (isHere && focused) this.#nav.querySelector(`[data-channel="${focused}"]`)?.focus();
  }

  #section(title, channels) {
    return h("section", {}, h("h2", {}, title), h("ul", {}, channels.map((channel) => h("li", {}, this.#entry(channel)))));
  }

  #entry(channel) {
    const unread = this.#store.unread(channel.id);
    const isCurrent = channel.id === this.#store.current;
    return h(
      "button",
      {
        type: "button",
        class: unread ? "entry unread" : "entry",
        "aria-current": isCurrent ? "page" : undefined,
        "data-channel": channel.id,
        onclick: () => this.#store.open(channel.id),
      },
      channel.direct ? avatar(null, true, "tiny") : h("span", { class: "hash", "aria-hidden": "true" }, "#"),
      h("span", { class: "entry-name" }, channel.name),
      unread ? h("span", { class: "badge", "aria-label": `${unread} new` }, String(unread)) : null,
    );
  }
}
