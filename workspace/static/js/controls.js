// What can be chosen in blocks.

import { h } from "/shared/dom.js";

/** `act(element, values)` is told of what is done; `labelledBy` is the id of the words beside the control. */
export function control(element, labelledBy, act) {
  switch (element.type) {
    case "static_select":
      return select(element, labelledBy, act);
    case "checkboxes":
      return choices("checkbox", element, element.initial_options ?? [], labelledBy, act);
    case "radio_buttons":
      return choices("radio", element, [element.initial_option].filter(Boolean), labelledBy, act);
    default:
      return h("p", { class: "context" }, `An element of the type ${element.type}, which only Slack shows.`);
  }
}

function select(element, labelledBy, act) {
  const options = element.options.map((option) =>
    h("option", { value: option.value, selected: option.value === element.initial_option?.value }, option.text.text),
  );
  const onchange = (event) => act(element, [event.target.value]);
  return h("select", { "aria-labelledby": labelledBy, "data-action": element.action_id, onchange }, options);
}

/** One that is chosen stays in focus when everything is drawn anew: `data-action` and the value name it. */
function choices(type, element, initial, labelledBy, act) {
  const chosen = new Set(initial.map((option) => option.value));
  const group = h("div", { class: "choices", role: type === "radio" ? "radiogroup" : "group", "aria-labelledby": labelledBy });
  const onchange = () => act(element, [...group.querySelectorAll("input:checked")].map((input) => input.value));
  const inputs = element.options.map((option) => {
    const properties = { type, name: element.action_id, value: option.value, "data-action": element.action_id };
    const input = h("input", { ...properties, checked: chosen.has(option.value), onchange });
    return h("label", {}, input, h("span", { dir: "auto" }, option.text.text));
  });
  group.append(...inputs);
  return group;
}
