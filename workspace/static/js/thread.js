// A thread beside its channel.

import { Composer } from "./composer.js";
import { h } from "/shared/dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./message-list.js";
import { ReadingLine } from "./reading-line.js";

/** Where a thread covers its channel. */
const NARROW = matchMedia("(max-width: 720px)");

export class ThreadPane {
  #store;
  #aside;
  #where = h("p", { class: "topic" });
  #reading = new ReadingLine();
  #list;
  #composer;
  #shownTs = null;

  constructor(store, aside) {
    this.#store = store;
    this.#aside = aside;
    this.#list = new MessageList(store, { inThread: true });
    this.#composer = new Composer(store, { id: "reply", inThread: true });
    const close = () => this.close();
    const button = h("button", { type: "button", class: "close", "aria-label": "Close thread", onclick: close }, icon("close"));
    const title = h("div", { class: "pane-title" }, h("h2", {}, "Thread"), this.#where);
    const header = h("header", { class: "pane-header" }, title, button);
    aside.append(header, this.#list.element, this.#reading.element, this.#composer.element);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !event.target.closest("dialog, nav")) close();
    });
    store.addEventListener("change", () => this.#render());
    NARROW.addEventListener("change", () => store.changed());
    store.addEventListener("thread", () => this.#composer.focus());
  }

  /** Close, and give the focus back to the message that the thread belongs to. */
  close() {
    const ts = this.#store.threadTs;
    if (!ts) return;
    this.#store.threadTs = null;
    this.#store.changed();
    const message = document.querySelector(`#channel [data-ts="${ts}"]`);
    queueMicrotask(() => message?.querySelector(".thread-summary, .message-actions button")?.focus());
  }

  #render() {
    const store = this.#store;
    const root = store.threadTs ? store.message(store.threadTs) : null;
    this.#aside.hidden = !root;
    document.getElementById("app").classList.toggle("with-thread", Boolean(root));
    document.getElementById("channel").inert = Boolean(root) && NARROW.matches;
    const fresh = root?.ts !== this.#shownTs;
    this.#shownTs = root?.ts ?? null;
    if (!root) return;
    const channel = store.channel(store.current);
    this.#where.textContent = channel.direct ? channel.name : `# ${channel.name}`;
    this.#list.show(store.inThread(root.ts), { fresh });
    this.#reading.show(store.readingInThread(root.ts));
    this.#composer.update(channel, "Reply…", root.ts);
  }
}
