// Line icons, 20 by 20, drawn for this page.

import { svg } from "/shared/dom.js";

const PATHS = {
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  close: "M5 5l10 10M15 5L5 15",
  send: "M3.5 16.5 17 10 3.5 3.5l1.5 5.5 6 1-6 1z",
  reply: "M4 4h12v9H9l-3.5 3V13H4z",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5Zm8 2.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z",
  book: "M10 5.5C8.3 4.2 6 3.9 3.5 4.2v10.6c2.5-.3 4.8 0 6.5 1.3 1.7-1.3 4-1.6 6.5-1.3V4.2C14 3.9 11.7 4.2 10 5.5Zm0 0v10.6",
  news: "M3.5 4.5h10v11h-8.5a1.5 1.5 0 0 1-1.5-1.5zM13.5 8h3v6a1.5 1.5 0 0 1-1.5 1.5h-1.5M6 7.5h5M6 10h5M6 12.5h3",
  travel: "M10 17.5s5.5-4.7 5.5-9a5.5 5.5 0 1 0-11 0c0 4.3 5.5 9 5.5 9Zm0-7a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  talk: "M3 4h10v7H7.5L5 13.5V11H3zM8 13.5h4.5l2.5 2.5v-2.5h2V7.5h-1.5",
  down: "M10 4v12M5 11l5 5 5-5",
  more: "M4 10a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M9.5 10a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M15 10a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0",
  thumb: "M6.5 9v7.5h-3V9zM6.5 9 10 3c1.2 0 2 .9 1.7 2.2L11 8h4.2c1 0 1.7.9 1.4 1.9l-1.4 5.2c-.2.8-.9 1.4-1.8 1.4H6.5",
  shortcut: "M11 3 5 11h4.5L9 17l6-8h-4.5z",
  trash: "M4.5 6h11M8 6V4h4v2M6 6l.7 10.5h6.6L14 6M8.7 9v5M11.3 9v5",
  file: "M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4M7.5 10h5.5M7.5 13h5.5",
};

export function icon(name) {
  const path = svg("path", {
    d: PATHS[name],
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "1.5",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  });
  return svg("svg", { viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true" }, path);
}
