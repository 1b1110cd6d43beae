// Kinds of names: labels of common models, put into four.

export const KINDS = { people: "People", places: "Places", organisations: "Organisations", other: "Other names" };

const LABELS = {
  people: ["PERSON", "PER", "PEOPLE"],
  places: ["GPE", "LOC", "FAC", "LOCATION", "PLACE", "FACILITY", "GEO"],
  organisations: ["ORG", "ORGANIZATION", "ORGANISATION", "CORPORATION", "COMPANY", "GROUP", "INSTITUTION"],
};

export function kindOf(label) {
  const plain = label.toUpperCase();
  return Object.keys(LABELS).find((kind) => LABELS[kind].includes(plain)) ?? "other";
}

// Names by kind, in order of appearance, each once whatever its case.
export function byKind(entities) {
  const groups = new Map();
  for (const kind of Object.keys(KINDS)) {
    const names = new Map();
    for (const entity of entities.filter((each) => kindOf(each.label) === kind)) {
      const name = entity.text.replace(/\s+/g, " ");
      if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
    }
    if (names.size) groups.set(kind, [...names.values()]);
  }
  return groups;
}
