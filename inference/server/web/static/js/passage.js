// The text, cut where a name, the evidence or the answer begins or ends. Offsets count code points.

import { h } from "/shared/dom.js";
import { byId } from "./elements.js";
import { KINDS } from "/shared/kinds.js";

export class Passage {
  #characters = [];
  #names = [];
  #marks = [];
  #proofs = [];
  #proof = -1;
  #hidden = new Set();

  show(text) {
    this.#characters = Array.from(text);
    this.#names = [];
    this.#hidden.clear();
    this.showProofs([]);
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
    this.#point(mentions.slice(next, next + 1));
    if (!mentions.length) return [0, 0];
    mentions[next].scrollIntoView({ block: "nearest" });
    return [next + 1, mentions.length];
  }

  // Returns whether the kind is highlighted now.
  toggle(kind) {
    if (!this.#hidden.delete(kind)) this.#hidden.add(kind);
    this.#draw();
    return !this.#hidden.has(kind);
  }

  // Marks sentences, and the answer that each holds.
  showProofs(proofs) {
    this.#proofs = proofs;
    this.#proof = -1;
    this.#marks = proofs.flatMap(({ evidence, answer }, proof) => [
      { ...evidence, mark: "evidence", proof },
      ...(answer ? [{ ...answer, mark: "answer", proof }] : []),
    ]);
    this.#draw();
  }

  // Goes to the next of them, or to the first where others are shown; returns which one, from 1, of how many, and its sentence.
  walkProofs(proofs) {
    if (proofs !== this.#proofs) this.showProofs(proofs);
    this.#proof = (this.#proof + 1) % proofs.length;
    const { evidence, answer } = proofs[this.#proof];
    const shown = byId("passage").querySelectorAll(`.${answer ? "answer" : "evidence"}[data-proof~="${this.#proof}"]`);
    this.#point(shown);
    const seen = shown[0].getBoundingClientRect();
    if (seen.top < 0 || seen.bottom > innerHeight) shown[0].scrollIntoView({ block: "center" });
    return [this.#proof + 1, proofs.length, this.#characters.slice(evidence.start, evidence.end).join("")];
  }

  #point(elements) {
    for (const each of byId("passage").querySelectorAll(".here")) each.classList.remove("here");
    for (const each of elements) each.classList.add("here");
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
    const marks = this.#marks.filter(covers);
    const classes = [...new Set(marks.map(({ mark }) => mark))];
    if (name) classes.push("name", name.kind, ...(this.#hidden.has(name.kind) ? ["muted"] : []));
    if (!classes.length) return text;
    const answers = marks.filter(({ mark }) => mark === "answer");
    const proofs = (answers.length ? answers : marks).map(({ proof }) => proof);
    const properties = {
      class: classes.join(" "),
      "data-proof": proofs.length ? proofs.join(" ") : null,
      "data-name": name?.index,
      title: name && name.index === null ? KINDS.other : null,
    };
    return h("mark", properties, text);
  }
}
