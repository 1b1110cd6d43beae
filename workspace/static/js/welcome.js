// What stands at the beginning of a channel.

import { h } from "/shared/dom.js";
import { icon } from "./icons.js";
import { SAMPLES } from "./samples.js";

/** In an empty channel: three things to try, and the samples. */
export function welcome(store, isEmpty, openSample) {
  const channel = store.channel(store.current);
  const name = channel.direct ? store.bot.name : `#${channel.name}`;
  return h(
    "section",
    { class: isEmpty ? "welcome" : "welcome small" },
    h("h2", {}, channel.direct ? `Your conversation with ${name}` : `Welcome to ${name}`),
    h("p", { class: "lead" }, channel.direct ? store.bot.description : channel.topic),
    isEmpty ? [h("ul", { class: "try" }, hints(store, channel)), cards(openSample)] : null,
  );
}

function hints(store, channel) {
  const code = (text) => h("code", {}, text);
  const { mention } = store.bot;
  const third = channel.direct
    ? ["Or just write here. What you paste is read, what you ask is answered."]
    : ["Or post a text, open its thread, and ask there: ", code(`${mention} nouns`), " or a question."];
  return [
    h("li", {}, code("/nouns"), " followed by a text shows its names: people, places, organisations."),
    h("li", {}, code("/ask"), " with a question, and the text on the next line, answers it and quotes the evidence."),
    h("li", {}, third),
  ];
}

function cards(openSample) {
  const card = (sample) =>
    h(
      "button",
      { type: "button", class: "card", onclick: () => openSample(sample) },
      h("span", { class: "card-kind" }, icon(sample.icon), sample.kind),
      h("strong", {}, sample.title),
      h("span", { class: "card-text" }, sample.text),
    );
  return h("div", {}, h("h3", {}, "Or start with one of these"), h("div", { class: "cards" }, SAMPLES.map(card)));
}
