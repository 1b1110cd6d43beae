// What a text says to a question: in words, as an element, and where it stands.

import { h } from "/shared/dom.js";
import { percent } from "./bars.js";

const VERDICTS = { yes: "Yes.", no: "No." };
const HEDGES = {
  alleged: "The text reports this as an allegation: somebody claims it.",
  denied: "The text says that this is denied.",
  reported: "The text only reports this, it does not state it as a fact.",
};
const CANNOT = {
  calculation: "I do not calculate: I point at words of the text. Ask for one of the numbers that the text states.",
  count: "I do not count or add up: I point at words of the text. Ask for a number that the text states.",
  opinion: "I have no opinion: I point at words of the text. Ask what somebody in the text says or thinks about it.",
  summary: "I do not summarise: I point at words of the text. Ask who did what, when or where, one question for each.",
  translation: "I do not translate: I point at words of the text, as they stand there. Ask what the text says.",
};
const WHY = /^\W*(?:(?:and|but|so|then|well)\b[\s,]*)*(?:why|how come|(?:for )?what reasons?|what(?: is| was| are| were|['’]s) the reasons?)\b/i;

const several = ({ answers }) => answers.length > 1;

// What to show of a reply, without its evidence: answers, or a sentence that says what else it is.
function said(question, reply) {
  if (reply.unsupported) return [CANNOT[reply.unsupported]];
  if (several(reply)) return reply.answers.map(({ text }) => text);
  return [reply.answer ?? VERDICTS[reply.verdict] ?? (WHY.test(question) ? "The text gives no reason." : "The text does not say.")];
}

const sureness = ({ unsupported, score }) => (unsupported ? "" : `${percent(score)} sure`);

// The same for who hears it.
export const spoken = (question, reply) =>
  [said(question, reply).join("; "), HEDGES[reply.hedged], sureness(reply)].filter(Boolean).join(" ");

// Sentences of the text, each with the answer that it holds: null where it only decides yes or no.
export function proofs(reply) {
  if (several(reply)) return reply.answers.map(({ evidence, start, end }) => ({ evidence, answer: { start, end } }));
  if (!reply.evidence) return [];
  return [{ evidence: reply.evidence, answer: reply.answer === null ? null : { start: reply.start, end: reply.end } }];
}

export function answer(question, reply, show) {
  const words = said(question, reply);
  const sure = sureness(reply);
  return h("li", {}, [
    h("p", { class: "asked" }, question),
    several(reply)
      ? h("ul", { class: "said" }, words.map((each) => h("li", {}, each)))
      : h("p", { class: reply.unsupported ? "cannot" : "said" }, words),
    reply.hedged ? h("p", { class: "hedge" }, HEDGES[reply.hedged]) : null,
    sure ? h("p", { class: "sure" }, sure) : null,
    proofs(reply).length ? h("button", { type: "button", class: "plain", onclick: show }, "Show in the text") : null,
  ]);
}
