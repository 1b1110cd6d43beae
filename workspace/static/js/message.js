// One message as an element.

import { applyShortcut, press } from "./api.js";
import { avatar } from "./avatar.js";
import { content } from "./blocks.js";
import { h } from "/shared/dom.js";
import { emoji } from "./emoji.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { markNames } from "./name-marks.js";
import { snippet } from "./snippet.js";
import { clock, dateOf, dayName, full } from "./time.js";

/** From about here on a person's text is folded, so that a pasted article leaves room for what is said about it. */
const LONG_TEXT = 900;

const unfolded = new Set();

/** `compact`: it follows another of the same author, so face and name are left out. `inThread`: no way into it. */
export function messageElement(message, store, { compact, inThread }) {
  const classes = ["message", compact && "compact", message.is_ephemeral && "ephemeral"].filter(Boolean).join(" ");
  const user = store.user(message.user);
  return h(
    "li",
    { class: classes, "data-ts": message.ts },
    compact ? time(message, "gutter-time") : avatar(user, message.user === store.bot.id),
    h(
      "div",
      { class: "message-main" },
      message.is_ephemeral ? h("p", { class: "only-you" }, icon("eye"), "Only visible to you") : null,
      compact ? null : byline(message, user),
      body(message, store),
      reactions(message),
      inThread ? null : threadSummary(message, store),
    ),
    message.is_ephemeral ? null : actions(message, store, inThread),
  );
}

function byline(message, user) {
  return h(
    "div",
    { class: "byline" },
    h("b", { class: "author" }, user?.name ?? "Someone"),
    user?.is_bot ? h("span", { class: "app-badge" }, "APP") : null,
    time(message, "message-time"),
  );
}

function time(message, className) {
  return h("time", { class: className, datetime: dateOf(message.ts).toISOString(), title: full(message.ts) }, clock(message.ts));
}

function body(message, store) {
  const said = content(message, store, pressIn(message));
  const element = h("div", { class: "message-body" }, said, (message.files ?? []).map(snippet));
  if (message.user === store.bot.id) markNames(said, message, store);
  const folds = message.user !== store.bot.id && (message.text ?? "").length > LONG_TEXT;
  return folds ? foldable(element, message.ts) : element;
}

function foldable(element, ts) {
  const button = h("button", { class: "more", type: "button" });
  const show = () => {
    const isFolded = !unfolded.has(ts);
    element.classList.toggle("folded", isFolded);
    button.textContent = isFolded ? "Show more" : "Show less";
    button.setAttribute("aria-expanded", String(!isFolded));
  };
  button.addEventListener("click", () => {
    if (!unfolded.delete(ts)) unfolded.add(ts);
    show();
  });
  show();
  return h("div", {}, element, button);
}

function reactions(message) {
  if (!message.reactions) return null;
  const each = ({ name, count }) => h("span", { class: "reaction", title: `:${name}:` }, emoji(name), ` ${count}`);
  return h("div", { class: "reactions" }, message.reactions.map(each));
}

function threadSummary(message, store) {
  if (!message.reply_count) return null;
  const count = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  const faces = message.reply_users.slice(0, 4).map((id) => avatar(store.user(id), id === store.bot.id, "small"));
  return h(
    "button",
    { class: "thread-summary", type: "button", onclick: () => store.openThread(message.ts) },
    faces,
    h("span", { class: "reply-count" }, count),
    h("span", { class: "last-reply" }, lastReply(message.latest_reply)),
  );
}

function lastReply(ts) {
  const day = dayName(ts);
  return `Last reply ${/day$/.test(day) && !day.includes(" ") ? day.toLowerCase() : day} at ${clock(ts)}`;
}

function pressIn({ channel, ts }) {
  return async (pressed) => (await press({ ...pressed, channel, ts })).error;
}

function actions(message, store, inThread) {
  const open = () => store.openThread(message.ts);
  const label = "Reply in thread";
  const reply = h("button", { type: "button", "aria-label": label, title: label, onclick: open }, icon("reply"));
  const { channel, ts } = message;
  const shortcuts = store.shortcuts
    .filter((each) => each.type === "message")
    .map(({ name, description, callback_id }) => ({
      name,
      description,
      choose: () => applyShortcut({ callback_id, channel, ts }),
    }));
  const more = shortcuts.length ? menu("More actions", "more", shortcuts) : null;
  return h("div", { class: "message-actions" }, inThread ? null : reply, more);
}
