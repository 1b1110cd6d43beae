// A file: its name, and the way to keep it; of a text its beginning too, and the rest where one asks for it.

import { loadFile } from "./api.js";
import { h } from "/shared/dom.js";
import { icon } from "./icons.js";

/** What was asked for: a message is drawn anew when something is said about it, and must not close then. */
const whole = new Map();

export function snippet(file) {
  if (file.preview === undefined) return caption(file, file.pretty_type ?? "From another workspace");
  const text = h("pre", { tabindex: "0", dir: "auto" }, whole.get(file.id) ?? file.preview);
  const button = h("button", { class: "more", type: "button" }, "Show all");
  button.addEventListener("click", async () => {
    whole.set(file.id, (await loadFile(file.id)) ?? `${file.preview}\n\nThis file is no longer kept.`);
    text.textContent = whole.get(file.id);
    button.remove();
  });
  const lines = file.lines === 1 ? "1 line" : `${file.lines} lines`;
  const rest = file.preview_is_truncated && !whole.has(file.id) ? button : null;
  return caption(file, `${file.pretty_type}, ${lines}`, text, rest);
}

function caption(file, about, ...shown) {
  const title = h("span", {}, file.title ?? "A file");
  const caption = h("figcaption", {}, icon("file"), title, h("span", { class: "muted" }, about), download(file));
  return h("figure", { class: "snippet" }, caption, ...shown);
}

/** A file from another workspace is a stub without a name, and cannot be had here. */
function download(file) {
  if (!file.name) return null;
  const href = `/page/files/${encodeURIComponent(file.id)}/content`;
  return h("a", { class: "download", href, download: file.name, "aria-label": `Download ${file.name}` }, "Download");
}
