// Fields of modals.

import { h } from "/shared/dom.js";

/** A field with its label and a place for what is wrong with it; `typed` goes before what the app has put in. */
export function inputBlock(block, typed) {
  const { element } = block;
  const id = `field-${block.block_id}`;
  const attributes = {
    id,
    class: "field",
    "data-block": block.block_id,
    "data-action": element.action_id,
    maxlength: element.max_length,
    placeholder: element.placeholder?.text,
    "aria-describedby": `${id}-error`,
    autofocus: Boolean(element.focus_on_load),
  };
  const field = element.multiline ? h("textarea", { ...attributes, rows: "7" }) : h("input", { ...attributes, type: "text" });
  field.value = typed ?? element.initial_value ?? "";
  const optional = block.optional ? h("span", { class: "muted" }, " (optional)") : null;
  return h(
    "div",
    { class: "input-block" },
    h("label", { for: id }, block.label.text, optional),
    field,
    h("p", { class: "error", id: `${id}-error`, role: "alert" }),
  );
}

/** What is typed into all fields, by block and action. */
export function typedIn(form) {
  const typed = {};
  for (const field of form.querySelectorAll(".field")) {
    typed[field.dataset.block] = { ...typed[field.dataset.block], [field.dataset.action]: field.value };
  }
  return typed;
}

/** Say beside each field what is wrong with it; `sentences` are by block. */
export function showFaults(form, sentences) {
  for (const field of form.querySelectorAll(".field")) {
    const sentence = sentences[field.dataset.block] ?? "";
    field.setAttribute("aria-invalid", String(Boolean(sentence)));
    document.getElementById(`${field.id}-error`).textContent = sentence;
  }
  form.querySelector("[aria-invalid=true]")?.focus();
}
