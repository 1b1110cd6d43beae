// Slack's own markup, as far as plain texts of a bot use it.

import { h } from "/shared/dom.js";
import { emoji } from "./emoji.js";
import { link } from "./links.js";
import { channelMention, userMention } from "./mentions.js";

const INLINE =
  /<([^<>\n]+)>|`([^`\n]+)`|(?<![\p{L}\p{N}])(?:\*(\S(?:[^*\n]*\S)?)\*|_(\S(?:[^_\n]*\S)?)_|~(\S(?:[^~\n]*\S)?)~)(?![\p{L}\p{N}])|:([a-z0-9_+-]+):/gu;

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

export function unescaped(text) {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);
}

export function mrkdwn(text, store) {
  const parts = text.split("```").flatMap((chunk, index) => (index % 2 ? [preformatted(chunk)] : lines(chunk, store)));
  return h("div", { class: "rich-text" }, parts);
}

function preformatted(chunk) {
  return h("pre", { tabindex: "0" }, unescaped(chunk.replace(/^\n|\n$/g, "")));
}

/** Neighbouring lines that begin with ">" are one quotation. */
function lines(chunk, store) {
  const groups = [];
  for (const line of chunk.replace(/^\n|\n$/g, "").split("\n")) {
    const quoted = line.startsWith("&gt;");
    const content = quoted ? line.slice(4).trimStart() : line;
    if (groups.at(-1)?.quoted === quoted) groups.at(-1).lines.push(content);
    else groups.push({ quoted, lines: [content] });
  }
  return groups
    .filter((group) => group.lines.some((line) => line !== ""))
    .map((group) => h(group.quoted ? "blockquote" : "div", { dir: "auto" }, inline(group.lines.join("\n"), store)));
}

function inline(text, store) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(unescaped(text.slice(end, match.index)), element(match, store));
    end = match.index + match[0].length;
  }
  nodes.push(unescaped(text.slice(end)));
  return nodes.filter((node) => node !== "");
}

function element([whole, angle, code, bold, italic, strike, name], store) {
  if (angle) return reference(angle, store);
  if (code) return h("code", {}, unescaped(code));
  if (bold) return h("strong", {}, inline(bold, store));
  if (italic) return h("em", {}, inline(italic, store));
  if (strike) return h("s", {}, inline(strike, store));
  return name ? emoji(name) : whole;
}

function reference(inside, store) {
  const [target, label] = inside.split("|", 2);
  if (target.startsWith("@")) return userMention(store, target.slice(1));
  if (target.startsWith("#")) return channelMention(store, target.slice(1));
  if (target.startsWith("!")) return h("span", { class: "mention" }, unescaped(label ?? `@${target.slice(1)}`));
  return link(unescaped(target), label ? [unescaped(label)] : []);
}
