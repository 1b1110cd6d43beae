// A button with a few things to choose from. The browser closes it on Escape or a click elsewhere, and gives back the focus.

import { h } from "/shared/dom.js";
import { icon } from "./icons.js";

const GAP_PIXELS = 4;
let count = 0;

/** `items`: name, description, and what to do when it is chosen. */
export function menu(label, iconName, items) {
  count += 1;
  const id = `menu-${count}`;
  const attributes = { type: "button", "aria-label": label, title: label, popovertarget: id, class: "menu-button" };
  const button = h("button", attributes, icon(iconName));
  const list = h("ul", { class: "menu-items", popover: "auto", id, "aria-label": label }, items.map(row));
  list.addEventListener("click", () => list.hidePopover());
  list.addEventListener("toggle", (event) => {
    button.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState !== "open") return;
    place(list, button.getBoundingClientRect());
    list.querySelector("button").focus();
  });
  list.addEventListener("keydown", (event) => step(event, [...list.querySelectorAll("button")]));
  return h("span", { class: "menu-holder" }, button, list);
}

function row({ name, description, choose }) {
  return h("li", {}, h("button", { type: "button", onclick: choose }, h("b", {}, name), h("span", { class: "muted" }, description)));
}

/** Below the button where there is room, else above it. */
function place(list, anchor) {
  const { width, height } = list.getBoundingClientRect();
  const below = anchor.bottom + GAP_PIXELS + height <= innerHeight;
  list.style.top = `${Math.max(0, below ? anchor.bottom + GAP_PIXELS : anchor.top - GAP_PIXELS - height)}px`;
  list.style.left = `${Math.max(0, Math.min(anchor.right - width, innerWidth - width))}px`;
}

function step(event, buttons) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  buttons.at((buttons.indexOf(document.activeElement) + by) % buttons.length).focus();
}
