// Kinds of names, as the contract has them, in the order in which they are shown.

export const KINDS = {
  people: "People",
  places: "Places",
  organisations: "Organisations",
  peoples: "Peoples and nationalities",
  works: "Works and products",
  events: "Events",
  other: "Other names",
};

// Names with their places in the reply, by kind; kinds of which there are none are left out.
export function byKind(names) {
  const groups = Object.keys(KINDS).map((kind) => [
    kind,
    names.map((name, index) => ({ ...name, index })).filter((name) => name.kind === kind),
  ]);
  return groups.filter(([, members]) => members.length);
}
