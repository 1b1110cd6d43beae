// Elements that the page comes with.

export const byId = (id) => document.getElementById(id);

export function announce(words) {
  byId("announcer").textContent = words;
}
