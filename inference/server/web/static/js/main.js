// The page: a text goes in; names, category and answers come out as each is ready.

import { ask } from "./api.js";
import { h } from "/shared/dom.js";
import { announce, byId } from "./elements.js";
import { answer, category, legend, names, problem, waiting } from "./findings.js";
import { Passage } from "./passage.js";
import { SAMPLES } from "./samples.js";

const passage = new Passage();
let text = "";

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
  byId("legend").replaceChildren(waiting());
  byId("names").replaceChildren(waiting());
  try {
    const { entities } = await ask("nouns", { text: given });
    if (given !== text) return;
    passage.showNames(entities);
    byId("legend").replaceChildren(...legend(entities, toggle));
    byId("names").replaceChildren(names(entities));
    announce(`${entities.length} names found.`);
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
    const show = () => {
      passage.showEvidence(reply);
      passage.scrollToEvidence();
    };
    byId("answers").prepend(answer(question, reply, show));
    byId("question").value = "";
    passage.showEvidence(reply);
    announce(reply.answer ?? "The text does not say.");
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
