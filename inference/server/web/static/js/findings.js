// What was found, as elements: legend and names, and why something was not found.

import { h } from "/shared/dom.js";
import { explanation, wikipedia } from "./explanations.js";
import { byKind, KINDS } from "/shared/kinds.js";

export const problem = (error) => h("p", { class: "error" }, error.message);

export const waiting = () => h("p", { class: "note" }, "Reading…");

export function legend(marks, toggle) {
  const counts = Object.keys(KINDS).map((kind) => [kind, marks.filter((each) => each.kind === kind).length]);
  const found = counts.filter(([, count]) => count);
  if (!found.length) return [h("p", { class: "note" }, "No names found")];
  return found.map(([kind, count]) =>
    h("button", { type: "button", class: kind, "aria-pressed": "true", onclick: ({ currentTarget }) => toggle(kind, currentTarget) }, [
      KINDS[kind],
      h("span", { class: "count" }, String(count)),
    ]),
  );
}

// Each name is a button that knows its place in the reply.
export function names(found, characters) {
  const groups = byKind(found);
  if (!groups.length) return h("p", { class: "note" }, "I found no names in this text.");
  return h(
    "dl",
    { class: "kinds" },
    groups.map(([kind, members]) =>
      h("div", {}, [h("dt", { class: kind }, KINDS[kind]), ...members.map((name) => entry(name, characters))]),
    ),
  );
}

function entry(name, characters) {
  const told = explanation(name, characters);
  const count = name.mentions.length;
  return h("dd", {}, [
    h("button", { type: "button", class: "entry", "data-name": name.index }, name.name),
    count > 1 ? h("span", { class: "count" }, ` ${count}`) : null,
    told ? h("span", {}, ` ${told}`) : null,
    " ",
    h("a", { href: wikipedia(name), target: "_blank", rel: "noopener noreferrer", "aria-label": `${name.name} in Wikipedia` }, "↗"),
  ]);
}
