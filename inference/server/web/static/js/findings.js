// What was found, as elements: legend, names, bars, answers, and why something was not found.

import { h } from "/shared/dom.js";
import { explanation, wikipedia } from "./explanations.js";
import { byKind, KINDS } from "/shared/kinds.js";

const NONE = "none of these";
const WORTH_SHOWING = 0.005;

const percent = (share) => `${Math.round(share * 100)}%`;

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

export function category(reply) {
  const shares = Object.entries(reply.scores).sort(([, a], [, b]) => b - a);
  const rest = 1 - shares.reduce((sum, [, share]) => sum + share, 0);
  if (rest >= WORTH_SHOWING) shares.push([NONE, rest]);
  const verdict = reply.category
    ? h("p", { class: "verdict" }, [h("strong", {}, reply.category), `, ${percent(reply.score)} sure`])
    : h("p", { class: "verdict" }, "This does not look like news of the kinds I know.");
  return [verdict, h("dl", { class: "bars" }, shares.flatMap(([label, share]) => bar(label, share)))];
}

// An SVG, because the page's policy allows no styles in elements.
function bar(label, share) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  for (const [name, width] of [
    ["track", 1],
    ["bar", share],
  ]) {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const size = { class: name, width: `${(width * 100).toFixed(1)}%`, height: "100%", rx: "4" };
    for (const [key, value] of Object.entries(size)) rect.setAttribute(key, value);
    svg.append(rect);
  }
  return [h("dt", {}, label), svg, h("dd", {}, percent(share))];
}

export function answer(question, reply, show) {
  const said = reply.answer ?? "The text does not say.";
  const parts = [
    h("p", { class: "asked" }, question),
    h("p", { class: "said" }, said),
    h("p", { class: "sure" }, `${percent(reply.score)} sure`),
  ];
  if (reply.evidence) parts.push(h("button", { type: "button", class: "plain", onclick: show }, "Show in the text"));
  return h("li", {}, parts);
}
