// What is marked in the text: mentions of the names that are listed, and what the model marked besides, such as days.

// In order, none within another. `index` is the name's place in the reply, null for what is not listed.
export function marksOf(entities, names) {
  const listed = names.flatMap(({ kind, mentions }, index) => mentions.map(({ start, end }) => ({ start, end, kind, index })));
  const others = entities.map(({ start, end }) => ({ start, end, kind: "other", index: null }));
  const marks = [];
  for (const mark of [...listed, ...others].sort((one, two) => one.start - two.start || two.end - one.end)) {
    if (!marks.length || mark.start >= marks.at(-1).end) marks.push(mark);
  }
  return marks;
}
