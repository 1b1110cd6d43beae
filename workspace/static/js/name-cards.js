// What points at a marked name shows its card; a click, or Enter, goes on to its next mention in the reply.

import { NameCard } from "/shared/name-card.js";
import { nameAt } from "./name-marks.js";

export function followNames(app, cardElement, announcer) {
  const card = new NameCard(cardElement);
  const show = ({ target }) => {
    const mark = markAt(target);
    if (mark) card.show(nameAt(mark), mark);
  };
  const leave = ({ target }) => markAt(target) && card.leave();
  const walk = (mark) => {
    const [next, number, count] = nextOf(mark);
    next.focus();
    announcer.textContent = `${nameAt(mark).name}: mention ${number} of ${count}`;
  };
  app.addEventListener("mouseover", show);
  app.addEventListener("mouseout", leave);
  app.addEventListener("focusin", show);
  app.addEventListener("focusout", leave);
  app.addEventListener("click", ({ target }) => markAt(target) && walk(markAt(target)));
  app.addEventListener("keydown", (event) => {
    const mark = markAt(event.target);
    if (!mark || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    walk(mark);
  });
}

const markAt = (target) => target.closest("mark[data-name]");

/** The next mention on the same side of the page, which one it is, from 1, and of how many. */
function nextOf(mark) {
  const { reply, name } = mark.dataset;
  const mentions = [...mark.closest(".pane").querySelectorAll(`[data-reply="${reply}"][data-name="${name}"]`)];
  const next = (mentions.indexOf(mark) + 1) % mentions.length;
  return [mentions[next], next + 1, mentions.length];
}
