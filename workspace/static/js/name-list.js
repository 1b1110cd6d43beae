// The names that a reply lists, by kind: what Slack shows as lines with links is what the page knows of them.

import { KINDS } from "/shared/kinds.js";
import { isSafe } from "./links.js";

const KIND_OF = new Map(Object.entries(KINDS).map(([kind, title]) => [title, kind]));
const SEPARATOR = ", ";

/** `names` in order; `end` is the number of blocks up to the last one that lists names. */
export function namesIn(blocks) {
  const names = [];
  let [kind, end] = [null, 0];
  blocks.forEach((block, index) => {
    const part = block.type === "rich_text" ? block.elements?.[0] : null;
    const found = part ? listedIn(part, kind) : null;
    kind = found?.kind ?? null;
    if (!found) return;
    names.push(...found.names);
    end = index + 1;
  });
  return { names, end };
}

/** The kind that a block begins with a title of. */
export function titleOf(words) {
  return KIND_OF.get(words.replace(/: $/, "")) ?? null;
}

/** None where a block lists no names: a list goes on, with the same kind, as long as its blocks are made alike. */
function listedIn(part, kind) {
  if (part.type === "rich_text_list") {
    return kind && { kind, names: part.elements.flatMap(({ elements }) => inLine(elements, kind)) };
  }
  const [first, ...rest] = part.elements ?? [];
  const titled = first?.style?.bold ? titleOf(first.text) : null;
  if (titled) return { kind: titled, names: enumerated(rest, titled) };
  return kind && isEnumeration(part.elements ?? []) ? { kind, names: enumerated(part.elements, kind) } : null;
}

/** A name with more to say of it is in bold; others stand in one line. */
function inLine(elements, kind) {
  return elements[0]?.style?.bold ? [explained(elements, kind)] : enumerated(elements, kind);
}

/** "Christine Lagarde (3, also Lagarde): European Central Bank President". */
function explained([first, ...rest], kind) {
  const forms = rest.filter((each) => each.style?.italic).map((each) => each.text);
  const words = rest.filter((each) => !each.style?.italic).map((each) => each.text);
  const what = words.find((each) => each.startsWith(": "))?.slice(2) ?? "";
  const count = /^ \((\d+)/.exec(words[0] ?? "");
  return { ...named(first, kind), mentions: count ? Number(count[1]) : 1, forms, what };
}

function enumerated(elements, kind) {
  return elements.filter((each, index) => index % 2 === 0 && !/^and [\d,]+ more$/.test(each.text)).map((each) => named(each, kind));
}

function isEnumeration(elements) {
  return elements.length > 0 && elements.every((each, index) => !each.style && (index % 2 === 0 || each.text === SEPARATOR));
}

function named({ text, url }, kind) {
  return { name: text, kind, href: isSafe(url) ? url : "", mentions: 1, forms: [], what: "" };
}
