// Shares as bars, each with its name before and its figure behind.

import { h, svg } from "/shared/dom.js";

export const percent = (share) => `${Math.round(share * 100)}%`;

// `shares` are pairs of a name and a number between 0 and 1.
export function bars(shares, properties) {
  return h("dl", properties, shares.map(([label, share]) => [h("dt", {}, label), bar(share), h("dd", {}, percent(share))]));
}

// An SVG, because the page's policy allows no styles in elements.
function bar(share) {
  const rects = Object.entries({ track: 1, bar: share }).map(([name, width]) =>
    svg("rect", { class: name, width: `${(width * 100).toFixed(1)}%`, height: "100%", rx: "4" }),
  );
  return svg("svg", { "aria-hidden": "true" }, ...rects);
}
