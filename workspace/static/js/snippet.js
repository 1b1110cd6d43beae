// A text snippet: the beginning, and the rest where one asks for it.

import { loadFile } from "./api.js";
import { h } from "/shared/dom.js";
import { icon } from "./icons.js";

/** What was asked for: a message is drawn anew when something is said about it, and must not close then. */
const whole = new Map();

export function snippet(file) {
  const text = h("pre", { tabindex: "0", dir: "auto" }, whole.get(file.id) ?? file.preview);
  const button = h("button", { class: "more", type: "button" }, "Show all");
  button.addEventListener("click", async () => {
    whole.set(file.id, (await loadFile(file.id)) ?? `${file.preview}\n\nThis file is no longer kept.`);
    text.textContent = whole.get(file.id);
    button.remove();
  });
  const lines = file.lines === 1 ? "1 line" : `${file.lines} lines`;
  return h(
    "figure",
    { class: "snippet" },
    h("figcaption", {}, icon("file"), h("span", {}, file.title), h("span", { class: "muted" }, `Plain text, ${lines}`)),
    text,
    file.preview_is_truncated && !whole.has(file.id) ? button : null,
  );
}
