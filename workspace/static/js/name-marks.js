// Marks names in the text that a reply shows below its list: a colour for each kind, and what the list says of them.

import { h } from "/shared/dom.js";
import { KINDS } from "/shared/kinds.js";
import { namesIn, titleOf } from "./name-list.js";

const MOST_TITLES = 5;
const CONTINUED = /^Continued: \d+ of \d+$/;
const marked = new WeakMap();

/** What the list says of the name that an element marks. */
export const nameAt = (mark) => marked.get(mark);

/** `elements` are those of the message's blocks, one for each. */
export function markNames(elements, message, store) {
  const whole = wholeReply(message, store);
  const before = whole.flatMap((each) => (each === message ? [] : (each.blocks ?? [])));
  const { names, end } = namesIn([...before, ...(message.blocks ?? [])]);
  if (!names.length) return;
  const known = index(names);
  const seen = new Set();
  /** One stop for each name in the order of the Tab key: from there a key leads to its other mentions. */
  const mark = (strong, number) => {
    if (number === undefined) return;
    const tabindex = seen.has(number) ? "-1" : "0";
    seen.add(number);
    enclose(strong, names[number], { tabindex, "data-reply": whole[0].ts, "data-name": String(number) });
  };
  elements.forEach((element, number) => {
    if (before.length + number < end) element?.querySelectorAll("strong").forEach(colourTitle);
    else element?.querySelectorAll("strong").forEach((strong) => mark(strong, find(strong.textContent, known)));
  });
}

/** The message and those that it continues, the first one first. */
function wholeReply(message, store) {
  const around = message.thread_ts ? store.inThread(message.thread_ts) : store.inChannel();
  const own = around.filter((each) => each.user === message.user && Number(each.ts) < Number(message.ts));
  const reply = [message];
  while (CONTINUED.test(reply[0].text) && own.length) reply.unshift(own.pop());
  return reply;
}

/** Names by how the text may write them; a name itself goes before another one's other form. */
function index(names) {
  const known = new Map();
  names.forEach((name, number) => known.has(key(name.name)) || known.set(key(name.name), number));
  names.forEach(({ forms }, number) => forms.forEach((form) => known.has(key(form)) || known.set(key(form), number)));
  return known;
}

const key = (words) => words.toLowerCase().replace(/\s+/g, " ").trim();

/** The whole of what is in bold, or what is left of it after a few words such as titles. */
function find(words, known) {
  const parts = key(words).split(" ");
  for (let first = 0; first < Math.min(parts.length, MOST_TITLES + 1); first += 1) {
    const number = known.get(parts.slice(first).join(" "));
    if (number !== undefined) return number;
  }
  return undefined;
}

function enclose(strong, name, attributes) {
  const { kind, what, mentions } = name;
  const count = mentions === 1 ? "mentioned once" : `${mentions} mentions`;
  const description = [`${KINDS[kind]}, ${count}`, what].filter(Boolean).join(". ");
  const element = h("mark", { class: `name ${kind}`, role: "button", "aria-description": description, ...attributes });
  element.append(...strong.childNodes);
  strong.append(element);
  marked.set(element, name);
}

function colourTitle(strong) {
  const kind = titleOf(strong.textContent);
  if (kind) strong.classList.add("kind", kind);
}
