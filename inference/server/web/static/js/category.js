// Which kind of news a text is, how likely each kind is, and what it is about besides.

import { h } from "/shared/dom.js";
import { bars, percent } from "./bars.js";

const NONE = "none of these";
const WORTH_SHOWING = 0.005;

export function category(reply) {
  const shares = Object.entries(reply.scores).sort(([, a], [, b]) => b - a);
  const rest = 1 - shares.reduce((sum, [, share]) => sum + share, 0);
  if (rest >= WORTH_SHOWING) shares.push([NONE, rest]);
  const topics = reply.topics.map(({ topic, score }) => [topic, score]);
  return [
    h("p", { class: "verdict" }, headline(reply)),
    bars(shares, { class: "bars shares", "aria-labelledby": "category-title" }),
    ...(topics.length
      ? [h("h3", { id: "topics-title" }, "Topics"), bars(topics, { class: "bars topics", "aria-labelledby": "topics-title" })]
      : []),
  ];
}

function headline({ category, score, scores, topics }) {
  if (category) return [h("strong", {}, category), `, ${percent(score)} sure`];
  if (!topics.length) return "This does not look like news of the kinds I know.";
  const names = topics.map(({ topic }) => topic);
  const lead = names.some((name) => name in scores) ? "I cannot tell which of my categories it is" : "None of my categories";
  return `${lead}, but it is about: ${names.join(", ")}`;
}
