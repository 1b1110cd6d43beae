// A picture for everybody: the bot's book, an initial for people.

import { h, svg } from "/shared/dom.js";

const COLOURS = ["#2f7d6b", "#8a4b9c", "#b4572f", "#3d6cb3", "#7a6a1f", "#a33b5c"];

export function avatar(user, isBot, size = "") {
  return h("span", { class: `avatar ${size}`, "aria-hidden": "true" }, isBot ? book() : initial(user));
}

function book() {
  return h("img", { src: "/shared/icon.svg", alt: "" });
}

function initial(user) {
  const name = user?.name ?? "?";
  const seed = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0);
  const letter = svg("text", {
    x: 18,
    y: 18,
    "text-anchor": "middle",
    "dominant-baseline": "central",
    "font-size": 17,
    "font-weight": 600,
    fill: "#fff",
  });
  letter.append([...name][0].toUpperCase());
  const back = svg("rect", { width: 36, height: 36, rx: 8, fill: COLOURS[seed % COLOURS.length] });
  return svg("svg", { viewBox: "0 0 36 36" }, back, letter);
}
