// A list of messages that keeps what has not changed, and stays at its end while one reads there.

import { h, reconcile } from "/shared/dom.js";
import { icon } from "./icons.js";
import { messageElement } from "./message.js";
import { dateOf, dayName } from "./time.js";

const TOGETHER_SECONDS = 5 * 60;
const NEAR_END_PIXELS = 80;

export class MessageList {
  #store;
  #inThread;
  #shown = new Map();
  #placedAt = null;
  #list = h("ol", { class: "messages" });
  #scroller = h("div", { class: "scroller", tabindex: "-1" }, this.#list);
  #newer = h("button", { class: "newer", type: "button", hidden: true }, icon("down"), "New messages");
  element = h("div", { class: "message-area" }, this.#scroller, this.#newer);

  constructor(store, { inThread }) {
    this.#store = store;
    this.#inThread = inThread;
    this.#newer.addEventListener("click", () => this.toEnd());
    this.#scroller.addEventListener("scroll", () => {
      if (this.#isAtEnd()) this.#newer.hidden = true;
    });
  }

  /** `before` stands above the messages; `fresh` begins at the end of another list. */
  show(messages, { before = null, fresh = false } = {}) {
    const stay = fresh || this.#isAtEnd() || messages.at(-1)?.user === this.#store.you;
    const grown = messages.length > 0 && !this.#shown.has(messages.at(-1).ts);
    const rows = this.#rows(messages);
    reconcile(this.#list, rows);
    reconcile(this.#scroller, [before, this.#list].filter(Boolean));
    if (messages.length === 0) this.#scroller.scrollTop = 0;
    else if (grown && stay && !fresh) this.#toBeginning(this.#shown.get(messages.at(-1).ts).element);
    else if (stay && !this.#isPlaced()) this.toEnd();
    else if (grown) this.#newer.hidden = false;
  }

  toEnd() {
    this.#newer.hidden = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** To the end, but not past the beginning of a message that is longer than what can be seen at once. */
  #toBeginning(message) {
    this.toEnd();
    if (message.offsetHeight > this.#scroller.clientHeight) message.scrollIntoView({ block: "start" });
    this.#placedAt = this.#scroller.scrollTop;
  }

  #rows(messages) {
    const shown = new Map();
    const rows = [];
    let previous = null;
    for (const message of messages) {
      const sameDay = previous && dateOf(previous.ts).toDateString() === dateOf(message.ts).toDateString();
      if (!sameDay && !this.#inThread) rows.push(dayLine(message.ts));
      const compact = Boolean(sameDay) && follows(message, previous);
      shown.set(message.ts, this.#row(message, compact));
      rows.push(shown.get(message.ts).element);
      if (this.#inThread && message.reply_count) rows.push(countLine(message.reply_count));
      previous = message;
    }
    this.#shown = shown;
    return rows;
  }

  #row(message, compact) {
    const old = this.#shown.get(message.ts);
    if (old?.message === message && old.compact === compact) return old;
    const element = messageElement(message, this.#store, { compact, inThread: this.#inThread });
    return { message, compact, element };
  }

  /** At the end, or still where the latest message begins. */
  #isAtEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    return this.#isPlaced() || scrollHeight - scrollTop - clientHeight < NEAR_END_PIXELS;
  }

  #isPlaced() {
    return this.#scroller.scrollTop === this.#placedAt;
  }
}

function follows(message, previous) {
  return (
    previous.user === message.user &&
    !previous.is_ephemeral &&
    !message.is_ephemeral &&
    !previous.reply_count &&
    Number(message.ts) - Number(previous.ts) < TOGETHER_SECONDS
  );
}

function dayLine(ts) {
  return h("li", { class: "day" }, h("span", {}, dayName(ts)));
}

function countLine(count) {
  return h("li", { class: "count" }, h("span", {}, count === 1 ? "1 reply" : `${count} replies`));
}
