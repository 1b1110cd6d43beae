// A text snippet: the beginning, and the rest where one asks for it.

import { loadFile } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

export function snippet(file) {
  const text = h("pre", { tabindex: "0", dir: "auto" }, file.preview);
  const button = h("button", { class: "more", type: "button" }, "Show all");
  button.addEventListener("click", async () => {
    const whole = await loadFile(file.id);
    text.textContent = whole ?? `${file.preview}\n\nThis file is no longer kept.`;
    button.remove();
  });
  const lines = file.lines === 1 ? "1 line" : `${file.lines} lines`;
  return h(
    "figure",
    { class: "snippet" },
    h("figcaption", {}, icon("file"), h("span", {}, file.title), h("span", { class: "muted" }, `Plain text, ${lines}`)),
    text,
    file.preview_is_truncated ? button : null,
  );
}
