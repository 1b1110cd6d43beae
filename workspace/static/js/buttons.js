// Buttons in messages and modals, and the two thumbs of Slack's feedback element.

import { h } from "/shared/dom.js";
import { icon } from "./icons.js";

/** Which thumb was pressed last: a message is drawn anew when something is said about it. */
const judged = new Map();

export function buttons(block, store, press) {
  const error = h("p", { class: "error", role: "alert" });
  const send = async (element, value) => {
    error.textContent = (await press({ block_id: block.block_id, action_id: element.action_id, value })) ?? "";
  };
  const elements = block.elements.map((element) => one(element, block.block_id, store, send));
  return h("div", { class: `buttons ${block.type}` }, elements, error);
}

function one(element, blockId, store, send) {
  switch (element.type) {
    case "button":
      return button(element, send, { class: `button ${element.style ?? ""}` }, element.text.text);
    case "icon_button": {
      const visible = element.visible_to_user_ids;
      if (visible && !visible.includes(store.you)) return null;
      return button(element, send, { class: "icon-button", title: element.text.text }, icon("trash"));
    }
    case "feedback_buttons":
      return feedback(element, `${blockId} ${element.action_id}`, send);
    default:
      return h("span", { class: "context" }, `An element of the type ${element.type}, which only Slack shows.`);
  }
}

function button(element, send, attributes, label) {
  const name = element.accessibility_label ?? element.text.text;
  const pressed = () => send(element, element.value ?? "");
  return h("button", { type: "button", "aria-label": name, "data-action": element.action_id, ...attributes, onclick: pressed }, label);
}

function feedback(element, key, send) {
  const thumbs = [
    [element.positive_button, "up"],
    [element.negative_button, "down"],
  ].map(([{ text, value, accessibility_label: name }, way]) => {
    const attributes = { type: "button", class: `icon-button ${way}`, title: text.text, "aria-label": name ?? text.text };
    const thumb = h("button", { ...attributes, "aria-pressed": String(judged.get(key) === value) }, icon("thumb"));
    thumb.addEventListener("click", () => {
      judged.set(key, value);
      for (const each of thumbs) each.setAttribute("aria-pressed", String(each === thumb));
      send(element, value);
    });
    return thumb;
  });
  return h("span", { class: "thumbs", role: "group", "aria-label": "Feedback" }, thumbs);
}
