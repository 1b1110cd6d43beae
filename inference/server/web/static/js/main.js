// The page: a text goes in; names, category and answers come out as each is ready.

import { answer, proofs, spoken } from "./answers.js";
import { ask } from "./api.js";
import { category } from "./category.js";
import { h } from "/shared/dom.js";
import { NameCard } from "/shared/name-card.js";
import { announce, byId } from "./elements.js";
import { told } from "./explanations.js";
import { offerExports, showExports } from "./exports.js";
import { legend, names, problem, waiting } from "./findings.js";
import { marksOf } from "./marks.js";
import { Passage } from "./passage.js";
import { SAMPLES } from "./samples.js";

const passage = new Passage();
const card = new NameCard(byId("name-card"));
let text = "";
let listed = [];

// What points at a name, in the text or in the list, shows its card; a click goes on to its next mention.
const pointing = {
  mouseover: ({ target }) => showCard(target),
  mouseout: () => card.leave(),
  focusin: ({ target }) => showCard(target),
  focusout: () => card.leave(),
  click: ({ target }) => walk(target),
};
for (const [kind, listener] of Object.entries(pointing)) {
  byId("passage").addEventListener(kind, listener);
  byId("names").addEventListener(kind, listener);
}

function nameAt(target) {
  const element = target.closest("[data-name]");
  return element ? { element, index: Number(element.dataset.name) } : null;
}

function showCard(target) {
  const found = nameAt(target);
  if (found && listed[found.index]) card.show(told(listed[found.index], passage.characters), found.element);
}

function walk(target) {
  const found = nameAt(target);
  if (!found) return;
  const [number, count] = passage.walk(found.index);
  announce(`${listed[found.index].name}: mention ${number} of ${count}`);
}

function walkProofs(proofs) {
  const [number, count, sentence] = passage.walkProofs(proofs);
  announce(count > 1 ? `${number} of ${count}: ${sentence}` : sentence);
}

offerExports(() => text);

byId("text-form").addEventListener("submit", (event) => {
  event.preventDefault();
  read(byId("text").value);
});

byId("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("text-form").requestSubmit();
});

byId("ask-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const question = byId("question").value.trim();
  if (question) answerQuestion(question);
});

byId("edit").addEventListener("click", () => {
  turn(false);
  byId("text").select();
});

for (const button of document.querySelectorAll("[data-sample]")) {
  button.addEventListener("click", () => {
    byId("text").value = SAMPLES[Number(button.dataset.sample)];
    read(byId("text").value);
  });
}

function turn(isRead) {
  byId("desk").classList.toggle("read", isRead);
  byId("text-form").hidden = isRead;
  byId("reading").hidden = !isRead;
  byId("findings").hidden = !isRead;
  byId(isRead ? "passage" : "text").focus({ preventScroll: true });
  scrollTo(0, 0);
}

function read(given) {
  if (!given.trim()) {
    byId("text").focus();
    announce("Paste a text first.");
    return;
  }
  text = given;
  listed = [];
  card.close();
  passage.show(text);
  byId("answers").replaceChildren();
  byId("question").value = "";
  turn(true);
  announce("Reading…");
  readNames(given);
  readCategory(given);
}

// A reply that comes after another text was given is nobody's any more.
async function readNames(given) {
  showExports(false);
  byId("legend").replaceChildren(waiting());
  byId("names").replaceChildren(waiting());
  try {
    const reply = await ask("nouns", { text: given });
    if (given !== text) return;
    listed = reply.names;
    const marks = marksOf(reply.entities, listed);
    passage.showNames(marks);
    byId("legend").replaceChildren(...legend(marks, toggle));
    byId("names").replaceChildren(names(listed, passage.characters));
    showExports(listed.length > 0);
    announce(`${listed.length} names found.`);
  } catch (error) {
    if (given !== text) return;
    byId("legend").replaceChildren();
    byId("names").replaceChildren(problem(error));
    announce(error.message);
  }
}

async function readCategory(given) {
  byId("category").replaceChildren(waiting());
  try {
    const reply = await ask("category", { text: given });
    if (given === text) byId("category").replaceChildren(...category(reply));
  } catch (error) {
    if (given === text) byId("category").replaceChildren(problem(error));
  }
}

async function answerQuestion(question) {
  const given = text;
  const button = byId("ask-form").querySelector("button");
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  try {
    const reply = await ask("answers", { question, context: given });
    if (given !== text) return;
    const proven = proofs(reply);
    byId("answers").prepend(answer(question, reply, () => walkProofs(proven)));
    byId("question").value = "";
    passage.showProofs(proven);
    announce(spoken(question, reply));
  } catch (error) {
    if (given === text) byId("answers").prepend(h("li", {}, problem(error)));
    announce(error.message);
  } finally {
    button.ariaDisabled = "false";
  }
}

function toggle(kind, button) {
  button.ariaPressed = String(passage.toggle(kind));
}
