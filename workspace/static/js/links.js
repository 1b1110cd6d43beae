// Links that lead only where a link may lead.

import { h } from "/shared/dom.js";

const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** Whether an address is one to follow. */
export function isSafe(url) {
  try {
    return SAFE.has(new URL(url).protocol);
  } catch {
    return false;
  }
}

/** A link, or plain text where the address is not one to follow. */
export function link(url, children) {
  const label = children.length ? children : [url];
  if (!isSafe(url)) return h("span", {}, label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, label);
}
