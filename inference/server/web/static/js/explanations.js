// What there is to say about a name, in words.

const WIKIPEDIA = "https://en.wikipedia.org/wiki/Special:Search?search=";
const MOST_FORMS = 3;

const plain = (characters, { start, end }) => characters.slice(start, end).join("").replace(/\s+/g, " ").trim();

// "European Central Bank President", "city in South Korea (부산)", or both; empty where nothing is known.
export function explanation({ about, place }, characters) {
  const said = about ? plain(characters, about) : "";
  const known = place ? place.what + (place.local ? ` (${place.local})` : "") : "";
  return [said, known].filter(Boolean).join("; ");
}

// How else the text calls it; a title before the name makes no other form.
export function otherForms({ name, mentions }, characters) {
  const forms = new Map();
  for (const mention of mentions) {
    const form = plain(characters, mention);
    if (form && !form.toLowerCase().endsWith(name.toLowerCase())) forms.set(form.toLowerCase(), form);
    if (forms.size === MOST_FORMS) break;
  }
  return [...forms.values()];
}

// What the card beside a name says.
export const told = (name, characters) => ({
  name: name.name,
  kind: name.kind,
  mentions: name.mentions.length,
  what: explanation(name, characters),
  forms: otherForms(name, characters),
  href: wikipedia(name),
});

export const wikipedia = ({ name }) => WIKIPEDIA + encodeURIComponent(name.slice(0, 120));
