// Block Kit, as far as the bot speaks it.

import { h } from "/shared/dom.js";
import { buttons } from "./buttons.js";
import { mrkdwn } from "./mrkdwn.js";
import { richText } from "./rich-text.js";

/** What a message says: its blocks, or its text where it has none; without `press` its buttons are left out. */
export function content(message, store, press = null) {
  if (message.blocks?.length) return message.blocks.map((block) => blockElement(block, store, press));
  return message.text ? [mrkdwn(message.text, store)] : [];
}

/** `press` is given what is pressed, by block and action, and resolves to a sentence where it was not taken. */
export function blockElement(block, store, press = null) {
  switch (block.type) {
    case "rich_text":
      return richText(block, store);
    case "section":
      return section(block, store);
    case "context":
      return h("div", { class: "context" }, block.elements.map((element) => contextElement(element, store)));
    case "header":
      return h("h3", { class: "header-block", dir: "auto" }, block.text.text);
    case "divider":
      return h("hr");
    case "markdown":
      return h("div", { class: "rich-text", dir: "auto" }, block.text);
    case "image":
      return h("p", { class: "context" }, `Picture: ${block.alt_text}`);
    case "actions":
    case "context_actions":
      return press ? buttons(block, store, press) : null;
    default:
      return h("p", { class: "context" }, `A block of the type ${block.type}, which only Slack shows.`);
  }
}

function section(block, store) {
  const fields = (block.fields ?? []).map((field) => h("div", {}, textObject(field, store)));
  return h(
    "div",
    { class: "section-block" },
    block.text ? textObject(block.text, store) : null,
    fields.length ? h("div", { class: "fields" }, fields) : null,
  );
}

function contextElement(element, store) {
  if (element.type === "image") return h("span", {}, element.alt_text);
  return textObject(element, store);
}

function textObject(object, store) {
  if (object.type === "mrkdwn") return mrkdwn(object.text, store);
  return h("div", { class: "rich-text", dir: "auto" }, object.text);
}
