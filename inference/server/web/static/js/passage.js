// The text, cut where a name, the evidence or the answer begins or ends. Offsets count code points.

import { h } from "/shared/dom.js";
import { byId } from "./elements.js";
import { KINDS } from "/shared/kinds.js";

export class Passage {
  #characters = [];
  #names = [];
  #marks = [];
  #hidden = new Set();

  show(text) {
    this.#characters = Array.from(text);
    this.#names = [];
    this.#marks = [];
    this.#hidden.clear();
    this.#draw();
  }

  get characters() {
    return this.#characters;
  }

  showNames(marks) {
    this.#names = marks;
    this.#draw();
  }

  // Goes to the next mention of a name after the one that was gone to before; returns which one, from 1, and of how many.
  walk(index) {
    const mentions = [...byId("passage").querySelectorAll(`[data-name="${index}"]`)];
    const here = mentions.findIndex((mention) => mention.classList.contains("here"));
    const next = (here + 1) % mentions.length;
    for (const mention of byId("passage").querySelectorAll(".here")) mention.classList.remove("here");
    if (!mentions.length) return [0, 0];
    mentions[next].classList.add("here");
    mentions[next].scrollIntoView({ block: "nearest" });
    return [next + 1, mentions.length];
  }

  // Returns whether the kind is highlighted now.
  toggle(kind) {
    if (!this.#hidden.delete(kind)) this.#hidden.add(kind);
    this.#draw();
    return !this.#hidden.has(kind);
  }

  showEvidence(reply) {
    this.#marks = reply.evidence
      ? [
          { ...reply.evidence, mark: "evidence" },
          { start: reply.start, end: reply.end, mark: "answer" },
        ]
      : [];
    this.#draw();
  }

  scrollToEvidence() {
    const target = byId("passage").querySelector(".answer");
    const seen = target?.getBoundingClientRect();
    if (seen && (seen.top < 0 || seen.bottom > innerHeight)) target.scrollIntoView({ block: "center" });
  }

  #draw() {
    const spans = [...this.#names, ...this.#marks];
    const cuts = [0, this.#characters.length, ...spans.flatMap(({ start, end }) => [start, end])];
    const places = [...new Set(cuts)].sort((a, b) => a - b);
    const parts = places.slice(1).map((end, index) => this.#part(places[index], end));
    byId("passage").replaceChildren(...parts);
  }

  #part(start, end) {
    const text = this.#characters.slice(start, end).join("");
    const covers = (span) => span.start <= start && end <= span.end;
    const name = this.#names.find(covers);
    const classes = this.#marks.filter(covers).map(({ mark }) => mark);
    if (name) classes.push("name", name.kind, ...(this.#hidden.has(name.kind) ? ["muted"] : []));
    if (!classes.length) return text;
    if (!name) return h("mark", { class: classes.join(" ") }, text);
    const listed = name.index !== null;
    return h("mark", { class: classes.join(" "), ...(listed ? { "data-name": name.index } : { title: KINDS.other }) }, text);
  }
}
