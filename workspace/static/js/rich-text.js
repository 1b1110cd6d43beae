// Slack's rich text blocks as elements.

import { h } from "/shared/dom.js";
import { emoji } from "./emoji.js";
import { link } from "./links.js";
import { channelMention, groupMention, userMention } from "./mentions.js";
import { dateOf, formatted, full } from "./time.js";

const STYLES = [
  ["code", "code"],
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
];

export function richText(block, store) {
  return h("div", { class: "rich-text" }, (block.elements ?? []).map((element) => part(element, store)));
}

function part(element, store) {
  const inside = () => (element.elements ?? []).map((each) => inline(each, store));
  switch (element.type) {
    case "rich_text_section":
      return h("div", { class: "section", dir: "auto" }, inside());
    case "rich_text_quote":
      return h("blockquote", { dir: "auto" }, inside());
    case "rich_text_preformatted":
      return h("pre", { tabindex: "0" }, inside());
    case "rich_text_list":
      return list(element, store);
    default:
      return null;
  }
}

function list(element, store) {
  const items = element.elements.map((item) => h("li", { dir: "auto" }, item.elements.map((each) => inline(each, store))));
  const classes = `indent-${element.indent ?? 0} ${element.border ? "bordered" : ""}`;
  if (element.style === "ordered") return h("ol", { class: classes, start: String((element.offset ?? 0) + 1) }, items);
  return h("ul", { class: classes }, items);
}

function inline(element, store) {
  const styles = STYLES.filter(([style]) => element.style?.[style]);
  return styles.reduce((content, [, tag]) => h(tag, {}, content), plain(element, store));
}

function plain(element, store) {
  switch (element.type) {
    case "text":
      return document.createTextNode(element.text);
    case "link":
      return link(element.url, element.text ? [element.text] : []);
    case "user":
      return userMention(store, element.user_id);
    case "channel":
      return channelMention(store, element.channel_id);
    case "usergroup":
      return groupMention(store, element.usergroup_id);
    case "broadcast":
      return h("span", { class: "mention" }, `@${element.range}`);
    case "emoji":
      return h("span", { class: "emoji", title: `:${element.name}:` }, emoji(element.name, element.unicode));
    case "color":
      return h("code", {}, element.value);
    case "date":
      return date(element);
    default:
      return document.createTextNode(element.text ?? "");
  }
}

function date(element) {
  const text = formatted(element.timestamp, element.format, element.fallback);
  const attributes = { datetime: dateOf(element.timestamp).toISOString(), title: full(element.timestamp) };
  return h("time", attributes, element.url ? link(element.url, [text]) : text);
}
