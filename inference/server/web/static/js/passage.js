// The text, cut where a name, the evidence or the answer begins or ends. Offsets count code points.

import { h } from "/shared/dom.js";
import { byId } from "./elements.js";
import { KINDS, kindOf } from "./kinds.js";

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

  showNames(entities) {
    this.#names = entities.map(({ start, end, label }) => ({ start, end, kind: kindOf(label) }));
    this.#draw();
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
    return h("mark", { class: classes.join(" "), ...(name && { title: KINDS[name.kind] }) }, text);
  }
}
