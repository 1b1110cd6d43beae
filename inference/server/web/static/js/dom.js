// Elements without markup: texts are only ever set as text.

export function h(name, attributes = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else element.setAttribute(key, value);
  }
  element.append(...[children].flat());
  return element;
}

export const byId = (id) => document.getElementById(id);

export function announce(words) {
  byId("announcer").textContent = words;
}
